// What the page itself says; the browser's language chooses, Chinese first.
const zh = {
  people: "扮演谁", chat: "聊天", lock: "锁屏", bot: "机器人", typing: "正在输入…", uploading: "正在发送文件…",
  block: "停用", unblock: "恢复", start: "开始", restart: "恢复机器人", code: "邀请码，没有可不填", menu: "菜单",
  attach: "附件", text: "发一句话", send: "发送", save: "保存修改", reply: "回复", edit: "修改", copy: "复制",
  copied: "已复制", file: "文件", photo: "照片", voice: "语音", sticker: "贴纸", contact: "名片", close: "关闭",
  replying: "回复", editing: "修改这条", edited: "已编辑", silent: "静音", forwarded: "转发自", gone: "消息已删除",
  unlock: "点这里打开聊天", nothing: "没有通知", clock: "时间", next: "下一件事", hour: "+1 小时", day: "+1 天",
  moving: "时间在走…", still: "后面没有安排了", offline: "连接断了，正在重连", ok: "好", about: "这个机器人能做什么？",
  pinned: "置顶消息", joined: "加入了群", left: "离开了群", created: "群已建立", protected: "不可转发", failed: "没有成功",
  noCommands: "还没有命令", save_file: "保存", today: "今天", yesterday: "昨天", own: "我", unread: "条未读", bottom: "到最新一条", name: "新人的名字", add: "加一位",
};
const en = {
  people: "Be somebody", chat: "Chat", lock: "Lock screen", bot: "bot", typing: "typing…", uploading: "sending a file…",
  block: "Block", unblock: "Unblock", start: "START", restart: "RESTART BOT", code: "Invitation code, if any", menu: "Menu",
  attach: "Attach", text: "Message", send: "Send", save: "Save the change", reply: "Reply", edit: "Edit", copy: "Copy",
  copied: "Copied", file: "File", photo: "Photo", voice: "Voice", sticker: "Sticker", contact: "Contact", close: "Close",
  replying: "Reply to", editing: "Edit message", edited: "edited", silent: "silent", forwarded: "Forwarded from", gone: "Deleted message",
  unlock: "Open the chat", nothing: "No notifications", clock: "Time", next: "Next event", hour: "+1 hour", day: "+1 day",
  moving: "Time is moving…", still: "Nothing more is planned", offline: "Connection lost, trying again", ok: "OK", about: "What can this bot do?",
  pinned: "Pinned message", joined: "joined the group", left: "left the group", created: "Group created", protected: "Can't be forwarded", failed: "That did not work",
  noCommands: "No commands yet", save_file: "Save", today: "Today", yesterday: "Yesterday", own: "Me", unread: "unread", bottom: "To the newest", name: "A new name", add: "Add",
};
const chinese = !/^en\b/i.test(navigator.language);
export const words = chinese ? zh : en;
export const locale = chinese ? "zh-CN" : "en-GB";
document.documentElement.lang = chinese ? "zh-Hans" : "en";
