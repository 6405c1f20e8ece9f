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
    struct.fields = readFields(reader);
    return struct;
  }

  static serializeBinaryToWriter(struct: Struct, writer: BinaryWriter): void {
    writeFields(struct.fields, writer);
  }
}

function readFields(reader: BinaryReader): Fields {
  const entries: [string, unknown][] = [];
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) entries.push(within(reader, readEntry));
    else reader.skipField();
  }
  return Object.fromEntries(entries);
}

function readEntry(reader: BinaryReader): [string, unknown] {
  const entry: [string, unknown] = ["", null];
  while (reader.nextField()) {
    const number = reader.getFieldNumber();
    if (number === 1) entry[0] = reader.readString();
    else if (number === 2) entry[1] = within(reader, readValue);
    else reader.skipField();
  }
  return entry;
}

function readList(reader: BinaryReader): unknown[] {
  const items: unknown[] = [];
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) items.push(within(reader, readValue));
    else reader.skipField();
  }
  return items;
}

/** One that holds nothing is null. */
function readValue(reader: BinaryReader): unknown {
  let value: unknown = null;
  while (reader.nextField()) {
    const read = READERS[reader.getFieldNumber()];
    if (read) value = read(reader);
    else reader.skipField();
  }
  return value;
}

const READERS: Record<number, (reader: BinaryReader) => unknown> = {
  1: (reader) => (reader.readEnum(), null),
  2: (reader) => reader.readDouble(),
  3: (reader) => reader.readString(),
  4: (reader) => reader.readBool(),
  5: (reader) => within(reader, readFields),
  6: (reader) => within(reader, readList),
};

function within<Value>(reader: BinaryReader, read: (reader: BinaryReader) => Value): Value {
  const found: { value?: Value } = {};
  reader.readMessage(found, () => {
    found.value = read(reader);
  });
  return found.value as Value;
}

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

/** @param only in a list, as the writer leaves out a message that is null */
function writeValue([value]: unknown[], writer: BinaryWriter): void {
  if (value === null) writer.writeEnum(1, 0);
  else if (typeof value === "number") writer.writeDouble(2, value);
  else if (typeof value === "string") writer.writeString(3, value);
  else if (typeof value === "boolean") writer.writeBool(4, value);
  else if (Array.isArray(value)) writer.writeMessage(6, value, writeList);
  else if (isRecord(value)) writer.writeMessage(5, value, writeFields);
  else throw new Error(`a Struct cannot hold what is ${typeof value}`);
}
