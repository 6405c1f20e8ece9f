import * as vmp from "pulumi-vmp";

// The example request of CreateContact in the API reference. The asterisks are the reference's own.
const contact = new vmp.Contact("user-demo", {
  name: "user-demo",
  email: "user-demo@example.com",
  webhook: {
    address: "https://www.bytedance.com/",
    token: "3KSxxx",
  },
  contactGroupIds: ["e28ae750-bbb8-4ff4-abf4-1e0e0f88808c"],
  larkBotWebhook: {
    address: "https://open.feishu.cn/open-apis/bot/v2/hook/***",
    secretKey: "6KKxxx",
  },
  dingTalkBotWebhook: {
    address: "https://oapi.dingtalk.com/robot/send?access_token=***",
    secretKey: "SECxxx",
    atMobiles: ["133********"],
    atUserIds: ["********"],
  },
  weComBotWebhook: {
    address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=xxxxxxx",
    atUserIds: ["********"],
  },
});

export const id = contact.id;
export const sendStatus = contact.sendStatus;
