/** What the README.zh-CN.md of a project says: the same as README.md. */
import { type About, DOCS, EXPORT, type Words } from "./words";

const ROSTER: About = {
  what: "团队的联系人和联系人组，保存在 `contacts.yaml` 中。",
  files: [
    "`contacts.yaml`：联系人和联系人组；敏感信息写作 `{ secret: <key> }`，其值保存在 stack 的配置中",
    "`roster.schema.json`：该文件的规则，供编辑器使用",
    "`index.ts`、`secrets.ts`：程序；`npm run check` 只校验规则，不需要 stack，也不需要访问密钥",
  ],
  more: ["预览会列出缺少的敏感信息，并逐个给出设置命令。", `导出账号中已有的内容，替换示例：\`${EXPORT}\`。`],
};

const ABOUT: Words["about"] = {
  roster: ROSTER,
  gitops: {
    ...ROSTER,
    files: [
      ...ROSTER.files,
      "`.github/workflows/`、`.gitlab-ci.yml`、`ci/`：检查和预览拉取请求（pull request），合并后应用，每晚检查漂移",
    ],
    more: [...ROSTER.more, `需要在 GitHub 或 GitLab 上设置的内容：\`${DOCS}/zh-CN/pipelines.md\`。`],
  },
  teams: {
    what: "每个团队一个 YAML 文件和一个 stack，并行运行。",
    files: [
      "`teams/`：每个团队一个文件，文件名即 stack 的名称",
      "`index.ts`、`teams.ts`：所有 stack 共用的程序",
      "`run/`：`npm start -- preview|up|refresh|destroy [team…]`",
    ],
    more: ["首次运行会创建各团队的 stack。缺少的敏感信息会列出，并逐个给出设置命令：执行这些命令，然后再次运行。"],
  },
  contact: {
    what: "一个告警联系人。",
    files: ["`index.ts`：程序；其中的值只是示例，请替换"],
    more: [
      "敏感信息应保存在 stack 的配置中：用 `pulumi config set --secret` 设置，在程序中用 `config.requireSecret(…)` 读取。",
    ],
  },
  notify: {
    what: "从告警规则到人：联系人、联系人组、通知模板、通知策略和静默策略。",
    files: ["`index.ts`：程序；其中的值只是示例，请替换。它的输出即告警规则所需的 ID"],
    more: [
      `查看谁会收到什么告警：\`npx -p pulumi-vmp vmp-contacts who --stack dev\`，说明见 \`${DOCS}/zh-CN/who.md\`。`,
    ],
  },
};

export const CHINESE: Words = {
  file: "README.zh-CN.md",
  other: "[English](README.md)",
  about: ABOUT,
  introduction: (what) =>
    `${what}由 [Pulumi](https://www.pulumi.com/docs/) 和 pulumi-vmp 管理，用于火山引擎的托管 Prometheus（VMP）。`,
  start: "开始使用",
  from: (tarball) =>
    `pulumi-vmp 来自随项目提交的 \`${tarball}\`。改为从 npm 安装：执行 \`npm install pulumi-vmp\`，并删除该文件。`,
  last: [
    "`pulumi up` 需要访问密钥（AK/SK）：用 `pulumi config set --secret vmp:accessKey` 设置，`vmp:secretKey` 同理；",
    `其他方式见 \`${DOCS}/zh-CN/configuration.md\`。\`npx -p pulumi-vmp vmp-contacts whoami\` 显示找到了哪个访问密钥。`,
    "请提交 `package-lock.json` 和各个 `Pulumi.<stack>.yaml`：其中的敏感信息已加密。",
  ],
};
