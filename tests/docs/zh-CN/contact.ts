/** docs/zh-CN/contact.md: what the docstrings of `sdk/contact.ts` and of the contact's table say, in Chinese. */
import type { Translation } from "../words";

const SECRET = "敏感信息，在状态中加密保存。";
const PLAIN = "非敏感信息。";
const NONE = "选填，默认不设置";
const SET = "集合：与顺序无关，不可重复。";
const ADDRESS = "必填。敏感信息（任何人拿到后都能向群里发消息），在状态中加密保存。";
const ANOTHER = "使用其他 http(s) URL 时给出警告。设置机器人时";
const KEY = `${NONE}；不能脱离 \`address\` 单独设置。${SECRET}`;
const MENTIONED = `${SET}选填，默认不提醒任何人。${PLAIN}`;
const ELSEWHERE = "见于官方 Terraform provider";

const documented = (name: string): string => `见接口文档 CreateContact 的 \`${name}\`。`;

export const CONTACT_IN_CHINESE: Translation = {
  text: [
    "火山引擎托管 Prometheus（VMP）的告警联系人。",
    "`id` 是接口返回的联系人 ID。任何修改都不会替换联系人。token、签名密钥和四种 Webhook 地址在状态（state）中加密保存。",
  ].join("\n\n"),
  fields: {
    name: `联系人名称，账号内唯一。支持大小写字母（\`A-Z\`、\`a-z\`）、中文（Unicode 汉字）、数字、\`-\` 和 \`_\`，以字母或中文开头，长度小于 128 个字符。必填。${PLAIN}${documented("Name")}`,
    email: `邮箱。VMP 会向新地址发送验证邮件，收件人须在 24 小时内完成验证。${NONE}。${PLAIN}${documented("Email")}`,
    webhook: `通用 Webhook。${NONE}。其中的地址和 token 为敏感信息。${documented("Webhook")}`,
    "webhook.address": `VMP 发送告警的地址：\`http://\` 或 \`https://\` URL。设置 Webhook 时必填。${SECRET}${documented("Webhook.Address")}`,
    "webhook.token": `VMP 随请求发送的认证 token，供接收方识别发送方。${KEY}${documented("Webhook.Token")}`,
    contactGroupIds: `联系人所属联系人组的 ID（UUID）。${SET}选填。不填写时，不从联系人一侧管理成员关系，也不检查这方面的漂移；\`[]\` 表示不属于任何组；之后从程序中移除时，联系人退出所有组。${PLAIN}${documented("ContactGroupIds")}`,
    larkBotWebhook: `飞书群组机器人（Lark）。${NONE}。其中的地址和签名密钥为敏感信息。${documented("LarkBotWebhook")}`,
    "larkBotWebhook.address": `机器人的地址：\`https://open.feishu.cn/open-apis/bot/v2/hook/...\`，或 \`open.larksuite.com\` 下的同类地址。${ANOTHER}${ADDRESS}${documented("LarkBotWebhook.Address")}`,
    "larkBotWebhook.secretKey": `机器人的签名密钥。${KEY}${documented("LarkBotWebhook.SecretKey")}`,
    dingTalkBotWebhook: `钉钉群组机器人。${NONE}。其中的地址和签名密钥为敏感信息。${documented("DingTalkBotWebhook")}`,
    "dingTalkBotWebhook.address": `机器人的地址：\`https://oapi.dingtalk.com/robot/send?access_token=...\`。${ANOTHER}${ADDRESS}${documented("DingTalkBotWebhook.Address")}`,
    "dingTalkBotWebhook.secretKey": `机器人的签名密钥（\`SEC...\`）。${KEY}${documented("DingTalkBotWebhook.SecretKey")}`,
    "dingTalkBotWebhook.atMobiles": `在群里 @ 的成员的手机号。${MENTIONED}${documented("DingTalkBotWebhook.AtMobiles")}`,
    "dingTalkBotWebhook.atUserIds": `在群里 @ 的成员的钉钉用户 ID。${MENTIONED}${documented("DingTalkBotWebhook.AtUserIds")}`,
    weComBotWebhook: `企业微信群组机器人。${NONE}。其中的地址为敏感信息。${documented("WeComBotWebhook")}`,
    "weComBotWebhook.address": `机器人的地址：\`https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=...\`。${ANOTHER}${ADDRESS}${documented("WeComBotWebhook.Address")}`,
    "weComBotWebhook.atUserIds": `在群里 @ 的成员的企业微信用户 ID。${MENTIONED}${documented("WeComBotWebhook.AtUserIds")}`,
    phoneNumber: `手机号。VMP 会向新号码发送短信，机主须在 24 小时内点击其中的链接完成验证；短信不能重新发送。只有 P0 级别的告警会拨打电话。${NONE}。${PLAIN}${ELSEWHERE}，接口文档未提及。`,
    "phoneNumber.countryCode": `国家代码，只支持 \`+86\`。设置手机号时必填。${PLAIN}${ELSEWHERE}。`,
    "phoneNumber.number": `手机号，不含国家代码。设置手机号时必填。${PLAIN}${ELSEWHERE}。`,
    adopt: `创建时是否接管名称完全相同的已有联系人：将其更新为程序声明的内容，保留原有 ID；没有差异时不发送任何修改。运行时会给出提示。选填，默认取配置项 \`vmp:adoptExisting\` 的值，即 \`false\`：名称已被占用时报错。不保存到 VMP：联系人进入状态后，保留或移除均可。${PLAIN}`,
    resendValidation: `让 VMP 重新发送验证邮件：可以是任意值，例如日期。换成新值即请求重新发送，更新中无需有其他变更；\`email\` 变更时本来就会发送验证邮件。VMP 对同一地址每分钟只发送一封邮件：一分钟之内，更新会等待。${NONE}。不保存到 VMP。${PLAIN}见接口文档 SendValidationMessage。`,
    testOnApply: `创建或更新之后，VMP 是否对有变更的（且仅对这些）Webhook 发起测试，以及测试失败时如何处理。\`"off"\`：不测试。\`"warn"\`：测试失败时给出警告。\`"fail"\`：测试失败时报错，联系人仍然保留；下一次 \`pulumi up\` 会重新执行失败的测试。每次测试都会向接收方发送一条消息。选填，默认取配置项 \`vmp:testOnApply\` 的值，即 \`off\`。不保存到 VMP。${PLAIN}见接口文档 TestWebhook、TestLarkBotWebhook、TestDingTalkBotWebhook 和 TestWeComBotWebhook。`,
  },
  outputs: {
    sendStatus:
      "最近一次创建、修改邮箱或设置 `resendValidation` 时验证邮件的结果：`MessageSucceed.Email` 已发送，`AlreadyActive.Email` 地址已验证过，`MessageFailed.Email` 发送失败，`LimitExceeded.Email` 请求过于频繁。服务端未返回时为空。见接口文档 CreateContact 的 `SendStatus`。",
    sendMessage: "`sendStatus` 的原因。见接口文档 CreateContact 的 `Message`。",
    validationSentTime:
      "VMP 最近一次确认已发送验证邮件的时间，ISO 8601 格式（UTC），以本机时钟为准；收件人从此时起有 24 小时完成验证。未知时为空，例如接管之后。由本包根据 `SendStatus` 记录。",
    emailActive: "收件人是否已验证邮箱；首次刷新（refresh）时取得。见接口文档 GetContact。",
    createTime: "联系人的创建时间，格式与服务端一致；首次刷新时取得。见接口文档 GetContact。",
    larkBot:
      "在 VMP 控制台绑定到联系人的飞书群（只能在控制台绑定）：告警同样会发送到该群。只有单独查询该联系人的刷新才能取得：即程序中只有这一个联系人，或联系人既无邮箱也无 Webhook。包含 `chatId`、`groupName` 和 `tenantKey`；未绑定时为空。见接口文档 GetContact 的 `LarkBot`。",
  },
  afterSecrets: [
    "作为输出时，`webhook`、`larkBotWebhook`、`dingTalkBotWebhook` 和 `weComBotWebhook` 整体为敏感信息。无法识别的属性（例如拼写错误）同样按敏感信息处理。",
    "刷新时在 VMP 查到、而程序从未设置过的敏感信息，在输入中显示为 `(found at VMP, hidden)`；其值加密保存在输出中。",
  ],
  afterFaults: "所有文本都会检查控制字符和损坏的 Unicode，所有列表都会检查重复项。尚未确定的值不检查。",
  notices: [
    "VMP 没有发送验证邮件时（联系人已经创建）：",
    "刷新时发现地址尚未验证：",
    "发现多个时，合并为一条警告：",
    "邮箱或手机号已从程序中移除，但 VMP 没有删除时：",
  ],
};
