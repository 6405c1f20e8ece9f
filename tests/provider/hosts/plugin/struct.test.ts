/** The bundle's Struct beside google-protobuf's own: each reads what the other writes. */
import fc from "fast-check";
import { BinaryReader, BinaryWriter } from "google-protobuf";
import { Struct as GoogleStruct } from "google-protobuf/google/protobuf/struct_pb";
import { Struct } from "../../../../provider/hosts/plugin/struct";

type Fields = Record<string, unknown>;

function written(fields: Fields): Uint8Array {
  const writer = new BinaryWriter();
  Struct.serializeBinaryToWriter(Struct.fromJavaScript(fields), writer);
  return writer.getResultBuffer();
}

function read(bytes: Uint8Array): Fields {
  return Struct.deserializeBinaryFromReader(new Struct(), new BinaryReader(bytes)).toJavaScript();
}

const googleWritten = (fields: Fields): Uint8Array => GoogleStruct.fromJavaScript(fields as never).serializeBinary();
const googleRead = (bytes: Uint8Array): unknown => GoogleStruct.deserializeBinary(bytes).toJavaScript();

// google-protobuf makes a prototype of a member of this name, so it has a test of its own.
const name = fc.string({ unit: "grapheme" }).filter((text) => text !== "__proto__");
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true }),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(name, tie("value"), { maxKeys: 5, noNullPrototype: true }),
  ),
}));
const fields = fc.dictionary(name, value, { maxKeys: 6, noNullPrototype: true });

test("reads what google-protobuf writes", () => {
  fc.assert(
    fc.property(fields, (some) => {
      expect(read(googleWritten(some))).toEqual(some);
    }),
  );
});

test("writes what google-protobuf reads", () => {
  fc.assert(
    fc.property(fields, (some) => {
      expect(googleRead(written(some))).toEqual(some);
    }),
  );
});

test("a member called __proto__ is one like others", () => {
  const some = JSON.parse('{ "__proto__": { "name": "oncall" }, "list": [{ "__proto__": 1 }] }') as Fields;
  expect(JSON.stringify(read(written(some)))).toBe(JSON.stringify(some));
});

test("what a newer engine may add is passed over", () => {
  const writer = new BinaryWriter();
  const entry = (key: string, write: (writer: BinaryWriter) => void): void => {
    writer.writeMessage(1, {}, () => {
      writer.writeString(1, key);
      writer.writeMessage(2, {}, () => {
        write(writer);
      });
      writer.writeString(9, "new");
    });
  };
  writer.writeString(9, "new");
  entry("odd", () => {
    writer.writeString(9, "new");
  });
  entry("list", () => {
    writer.writeMessage(6, {}, () => {
      writer.writeString(9, "new");
      writer.writeMessage(1, {}, () => {
        writer.writeBool(4, true);
      });
    });
  });
  expect(read(writer.getResultBuffer())).toEqual({ odd: null, list: [true] });
});

test.each([undefined, [undefined], { deep: () => 1 }, 1n])(
  "%p is no value, and nothing is written in its place",
  (odd) => {
    expect(() => written({ odd })).toThrow(/a Struct cannot hold what is/);
  },
);
