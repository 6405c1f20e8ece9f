/** All actions of VMP's contact API, version 2021-03-03. */
import { testDingTalkBotWebhook, testLarkBotWebhook, testWebhook, testWeComBotWebhook } from "./connectivity";
import { createContact, deleteContacts, getContact, listContacts, updateContact } from "./contacts";
import type { Action } from "./context";
import {
  createContactGroup,
  deleteContactGroups,
  getContactGroup,
  listContactGroups,
  updateContactGroup,
} from "./groups";
import { sendValidationMessage } from "./mail";

/** The service's name in the credential scope. */
export const VMP_SERVICE = "vmp";

/** The version that every call names. */
export const VMP_VERSION = "2021-03-03";

/** The actions by name. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(
  Object.entries({
    CreateContact: createContact,
    UpdateContact: updateContact,
    DeleteContacts: deleteContacts,
    GetContact: getContact,
    ListContacts: listContacts,
    CreateContactGroup: createContactGroup,
    UpdateContactGroup: updateContactGroup,
    DeleteContactGroups: deleteContactGroups,
    GetContactGroup: getContactGroup,
    ListContactGroups: listContactGroups,
    SendValidationMessage: sendValidationMessage,
    TestWebhook: testWebhook,
    TestLarkBotWebhook: testLarkBotWebhook,
    TestDingTalkBotWebhook: testDingTalkBotWebhook,
    TestWeComBotWebhook: testWeComBotWebhook,
  }),
);
