resource oncall "vmp:index:Contact" {
  name = "oncall"
  email = "oncall@example.com"
  webhook = { address = secret("https://h.example.com/"), token = secret("t") }
  dingTalkBotWebhook = { address = secret("https://d/"), atMobiles = ["133"] }
  phoneNumber = { countryCode = "+86", number = "13300000000" }
  options { protect = true }
}
resource team "vmp:index:ContactGroup" {
  name = "team"
  contactIds = ["e28ae750-bbb8-4ff4-abf4-1e0e0f88808c"]
}
