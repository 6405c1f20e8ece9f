/** What the page of a resource type says beside its tables and examples, in English and in Chinese. */
import type { Member } from "../../tools/plugin/declarations";

/** The docstrings of a resource type in another language. What stands in code is as it is there. */
export interface Translation {
  text: string;
  /** By the property's path. */
  fields: Record<string, string>;
  outputs: Record<string, string>;
  afterSecrets: string[];
  afterFaults: string;
  notices: BeforeNotices;
}

/** What stands before each warning of the service. */
export type BeforeNotices = [mailNotSent: string, notConfirmed: string, severalNotConfirmed: string, kept: string];

export interface Words {
  /** Where the pages are. */
  folder: string;
  headings: Record<"arguments" | "outputs" | "secrets" | "faults" | "warnings", string>;
  /** Of a resource: how a program makes one. */
  usage: (type: string) => string;
  anyValue: string;
  /** An argument that has a chapter of its own. */
  chapter: (type: string, text: string) => string;
  item: (name: string, type: string, text: string) => string;
  outputs: string;
  secrets: string;
  faults: string;
  warnings: string;
  columns: string[];
}

export const ENGLISH: Words = {
  folder: "docs",
  headings: {
    arguments: "Arguments",
    outputs: "Outputs",
    secrets: "Secrets",
    faults: "Faults",
    warnings: "Warnings",
  },
  usage: (type) =>
    `Type token: \`pulumi-nodejs:dynamic/vmp:${type}\`. \`new vmp.${type}(name, args, opts)\`: each argument may be an output of another resource, at any depth. The resource options \`import\` and \`id\` are refused. How long an operation may take is for the setting \`vmp:timeout\` to say; \`customTimeouts\` has no effect.`,
  anyValue: "any value",
  chapter: (type, text) => `${type.replace(/^any/, "Any")}. ${text}`,
  item: (name, type, text) => `\`${name}\` (${type}). ${text}`,
  outputs: "The arguments that VMP keeps, and:",
  secrets: "Encrypted in the state, whether or not the program marks them as secrets:",
  faults:
    "Found in `pulumi preview`, without keys and without a network, all of them at once. Most of them, by example:",
  warnings: "Legal, but odd. They are shown, and nothing stops:",
  columns: ["arguments", "what is said"],
};

export const CHINESE: Words = {
  folder: "docs/zh-CN",
  headings: { arguments: "参数", outputs: "输出", secrets: "敏感信息", faults: "错误", warnings: "警告" },
  usage: (type) =>
    `类型标识：\`pulumi-nodejs:dynamic/vmp:${type}\`。\`new vmp.${type}(name, args, opts)\`：任意层级的参数都可以使用其他资源的输出。不接受资源选项 \`import\` 和 \`id\`。单个操作的时限由配置项 \`vmp:timeout\` 决定；\`customTimeouts\` 不起作用。`,
  anyValue: "任意值",
  chapter: (type, text) => `${type}。${text}`,
  item: (name, type, text) => `\`${name}\`（${type}）：${text}`,
  outputs: "保存到 VMP 的各项参数，以及：",
  secrets: "无论程序是否将其标记为敏感信息，都在状态中加密保存：",
  faults: "在 `pulumi preview` 时发现，不需要访问密钥，不需要网络，一次列出全部错误。以下是大多数错误的示例：",
  warnings: "合法但可疑的内容。只给出警告，不会中止运行：",
  columns: ["参数", "提示信息"],
};

/** @throws for a property that has no text */
export function translated(members: Member[], texts: Record<string, string>, prefix = ""): Member[] {
  return members.map((member) => {
    const path = prefix + member.name;
    const text = texts[path];
    if (text === undefined) throw new Error(`${path} has no Chinese text: tests/docs/zh-CN/ has those.`);
    return { ...member, text, members: translated(member.members, texts, `${path}.`) };
  });
}
