export const assess = {
  reviewWhy: '等您认可或退回的材料。键盘：↑↓ 换一份，Y 认可，N 退回。',
  reviewNone: '没有待评审的材料',
  reviewNoneWhy: '单位提交的材料检查通过后，会排到这里。',
  reviewAccept: '认可',
  reviewReturn: '退回',
  reviewReason: '退回理由（单位会看到）',
  reviewRecused: '这是您所在的单位，按规定回避',
  reviewDone: '已认可',
  reviewSentBack: '已退回',
} as const;
