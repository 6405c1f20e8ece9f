/**
 * google.protobuf.Struct as a plain value. In the bundle it stands for google-protobuf's own, which makes a message of
 * every value, list and map on the way: that was a quarter of what this process had to do in a refresh.
 *
 * Source: google/protobuf/struct.proto; what the stubs of @pulumi/pulumi ask of a message.
 */
import { type BinaryReader, type BinaryWriter, Message } from "google-protobuf";
import { isRecord } from "../../values";

type Fields = Record<string, unknown>;

/** The stubs call no method of it. */
const Base = Message as unknown as new () => object;

export class Struct extends Base {
  private fields: Fields = {};

  constructor() {
    super();
    // Each message has this form, as the one around it keeps it. Nothing of it is read.
    Message.initialize(this as unknown as Message, [], 0, -1, null, null);
  }

  static fromJavaScript(fields: Fields): Struct {
    const struct = new Struct();
    struct.fields = fields;
    return struct;
  }

  toJavaScript(): Fields {
    return this.fields;
  }

  static deserializeBinaryFromReader(struct: Struct, reader: BinaryReader): Struct {
    struct.fields = Object.fromEntries(read([], ENTRIES, reader));
    return struct;
  }

  static serializeBinaryToWriter(struct: Struct, writer: BinaryWriter): void {
    writeFields(struct.fields, writer);
  }
}

/** What to do with the fields of a message, by their numbers. */
type Readers<Into> = Record<number, (into: Into, reader: BinaryReader) => void>;

/** What a newer engine may add is passed over. */
function read<Into>(into: Into, readers: Readers<Into>, reader: BinaryReader): Into {
  while (reader.nextField()) {
    const readField = readers[reader.getFieldNumber()];
    if (readField) readField(into, reader);
    else reader.skipField();
  }
  return into;
}

function within<Into>(into: Into, readers: Readers<Into>, reader: BinaryReader): Into {
  reader.readMessage(into, () => read(into, readers, reader));
  return into;
}

const ENTRIES: Readers<[string, unknown][]> = {
  1: (entries, reader) => entries.push(within(["", null], ENTRY, reader)),
};
const ENTRY: Readers<[string, unknown]> = {
  1: (entry, reader) => (entry[0] = reader.readString()),
  2: (entry, reader) => ([entry[1]] = within([null], VALUE, reader)),
};
const ITEMS: Readers<unknown[]> = {
  1: (items, reader) => items.push(...within([null], VALUE, reader)),
};
/** One that holds nothing is null. */
const VALUE: Readers<[unknown]> = {
  1: (value, reader) => {
    reader.readEnum();
    value[0] = null;
  },
  2: (value, reader) => (value[0] = reader.readDouble()),
  3: (value, reader) => (value[0] = reader.readString()),
  4: (value, reader) => (value[0] = reader.readBool()),
  5: (value, reader) => (value[0] = Object.fromEntries(within([], ENTRIES, reader))),
  6: (value, reader) => (value[0] = within([], ITEMS, reader)),
};

function writeFields(fields: Fields, writer: BinaryWriter): void {
  for (const entry of Object.entries(fields)) writer.writeMessage(1, entry, writeEntry);
}

function writeEntry([key, value]: [string, unknown], writer: BinaryWriter): void {
  writer.writeString(1, key);
  writer.writeMessage(2, [value], writeValue);
}

function writeList(items: unknown[], writer: BinaryWriter): void {
  for (const item of items) writer.writeMessage(1, [item], writeValue);
}

/** The value comes in a list of its own, as the writer leaves out a message that is null. */
function writeValue([value]: unknown[], writer: BinaryWriter): void {
  if (value === null) writer.writeEnum(1, 0);
  else if (typeof value === "number") writer.writeDouble(2, value);
  else if (typeof value === "string") writer.writeString(3, value);
  else if (typeof value === "boolean") writer.writeBool(4, value);
  else if (Array.isArray(value)) writer.writeMessage(6, value, writeList);
  else if (isRecord(value)) writer.writeMessage(5, value, writeFields);
  else throw new Error(`a Struct cannot hold what is ${typeof value}`);
}
