/** The shape of a contact group, as programs write it and as the state keeps it. Source: the API reference of VMP, CreateContactGroup. */

/** What a program says of a contact group. */
export interface ContactGroupProperties {
  /**
   * The group's name, unique among the account's groups, by the rules of a contact's name: letters (`A-Z`, `a-z`),
   * Chinese characters (Unicode Han), digits, `-` and `_`; the first is a letter or a Chinese character; shorter than 128
   * characters. Required. Not secret. Documented under CreateContactGroup, `Name`.
   */
  name: string;
  /**
   * Ids (UUIDs) of the contacts in the group, all of them. A set: the order means nothing, none may repeat. Optional. Left
   * out, membership is not managed from the group's side and its drift is not looked at; `[]` means "nobody"; taken out of
   * the program later, all contacts leave the group. Not secret. Documented under CreateContactGroup, `ContactIds`.
   */
  contactIds?: string[] | undefined;
  /**
   * Whether the create takes over a group of exactly this name that exists already: brings it to the program's fields and
   * keeps its id. Where nothing differs, nothing is sent. The run says so. Optional, default the setting
   * `vmp:adoptExisting`, which is `false`; then a name that is taken is an error. No part of what VMP keeps. Not secret.
   */
  adopt?: boolean | undefined;
}
