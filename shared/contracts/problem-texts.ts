import type { RefusalCode } from '../domain/errors.ts';
import type { Bilingual } from '../domain/values.ts';

/**
 * What a refusal says to a person: what happened and what to do next. `{name}` is filled from the refusal's details.
 * Every code has a text in both languages (the type sees to it).
 */
export const problemTexts: Readonly<Record<RefusalCode, Bilingual>> = {
  'input-invalid': {
    zh: '填写的内容有误，没有保存。请按下面逐条指出的地方修改后再提交。',
    en: 'Something in what you sent is not right, and nothing was saved. Please mend the places listed and send it again.',
  },
  'json-malformed': {
    zh: '提交的内容不是完整的 JSON，没有保存。请检查后重新提交。',
    en: 'What was sent is not complete JSON, and nothing was saved. Please check it and send it again.',
  },
  'unknown-item': {
    zh: '评价细则里没有“{item}”这个项目。请对照本年度细则核对项目编号。',
    en: 'The rubric has no item “{item}”. Please check the item’s code against this year’s rubric.',
  },
  'unknown-column': {
    zh: '有的行填了本年度没有的栏目，整批没有保存。可用的栏目：{known}。',
    en: 'Some rows name a column that this year does not have; none was saved. Columns to choose from: {known}.',
  },
  'unknown-kind': {
    zh: '没有“{kind}”这一类。请从给出的选项里选择。',
    en: 'There is no kind “{kind}”. Please choose one of those offered.',
  },
  'evidence-empty': {
    zh: '这份材料还是空的，没有保存。请至少加一个文件、一个网址，或者写一段说明。',
    en: 'This piece is empty, and nothing was saved. Please add a file, a web address or a note.',
  },
  'points-out-of-range': {
    zh: '“{item}”最多 {most} 分，填的是 {points} 分，没有保存。请改到范围之内。',
    en: '“{item}” has at most {most} points; {points} were given, and nothing was saved. Please stay within the range.',
  },
  'reason-needed': {
    zh: '“{item}”没有给满分，请写明原因，单位会看到。',
    en: '“{item}” is below full marks: please write the reason, the unit will see it.',
  },
  'item-always-applies': {
    zh: '“{item}”对所有单位都适用，没有保存。只有细则写明可以不适用的项目，才能认定不适用。',
    en: '“{item}” applies to every unit, and nothing was saved. Only items that the rubric allows to be left out can be.',
  },
  'rubric-does-not-fit': {
    zh: '第 {version} 版细则与本年度对不上，没有采用。请按下面逐条指出的地方修改后存成新版本。',
    en: 'Version {version} of the rubric does not fit this year and was not adopted. Please mend what is listed and store a new version.',
  },
  'rubric-is-draft': {
    zh: '{cycle} 年度的评分办法（第 {version} 版）是从上一年带过来的草稿，还没有采用。请先核对并采用，再启动年终评价。',
    en: 'The rubric of cycle {cycle} (version {version}) is a draft taken over from the last year. Please check and adopt it, then start the year end.',
  },
  'rubric-in-use': {
    zh: '本年度的报告已经按第 {version} 版细则公布，不能再换细则。',
    en: 'This year’s report has been published by version {version} of the rubric, which can no longer be changed for another.',
  },
  'rubric-held-by-run': {
    zh: '第 {run} 次评价正在按现行细则进行，现在不能换细则。请等它结束；确需更换的，先退回这次评价。',
    en: 'Run {run} is under way by the present rubric, which cannot be changed for another now. Please wait until it has ended, or return it first.',
  },
  'rubric-versions-used-up': {
    zh: '本年度的细则已有 {most} 个版本，不能再存。请在已有的版本里选用一个。',
    en: 'This year has {most} versions of the rubric, and no more can be stored. Please adopt one of them.',
  },
  'rubric-too-large': {
    zh: '这份细则有 {bytes} 字节，最多可以存 {most} 字节。请精简说明文字后再存。',
    en: 'This rubric has {bytes} bytes; at most {most} can be stored. Please shorten its texts.',
  },
  'inputs-do-not-fit': {
    zh: '冻结的数据有 {faults} 处与细则对不上，没有评分。第一处：{first}。改好以后请重新开始年终评价。',
    en: 'The frozen inputs do not fit the rubric in {faults} places, and nothing was scored. The first: {first}. Please mend them and start the run again.',
  },
  'rubric-version-unknown': {
    zh: '没有第 {version} 版细则。请从版本列表里选择。',
    en: 'There is no version {version} of the rubric. Please choose one from the list.',
  },
  'idempotency-key-missing': {
    zh: '这次提交缺少防重复编号，没有保存。请刷新页面后重试。',
    en: 'This call needs an Idempotency-Key header of 16 to 100 letters, digits or dashes; nothing was saved.',
  },
  'evidence-type-not-accepted': {
    zh: '“{name}”的格式不在接收范围内。请转换为图片、PDF、OFD、Word、Excel、PPT、WPS、ZIP 或 MP4 后再传。',
    en: '“{name}” is not of a type we accept. Please send a picture, PDF, OFD, Word, Excel, PowerPoint, WPS, ZIP or MP4 file.',
  },
  'evidence-name-not-accepted': {
    zh: '文件名“{name}”不能使用，请改名后再传。',
    en: 'The file name “{name}” cannot be used. Please rename the file and send it again.',
  },
  'import-file-not-accepted': {
    zh: '“{name}”不能导入。请另存为 .xlsx 或 .csv 后再传。',
    en: '“{name}” cannot be imported. Please save it as .xlsx or .csv and send that.',
  },
  'change-without-effect': {
    zh: '第 {place} 项更正与已公布的数据相同，什么也不会变。请核对，或去掉这一项。',
    en: 'Change {place} states what the published report has already, so nothing would change. Check it, or leave it out.',
  },
  'change-outside-scope': {
    zh: '第 {place} 项更正超出了这次重新评价的范围。请扩大范围，或去掉这一项。',
    en: 'Change {place} is outside the scope of this re-evaluation. Widen the scope, or leave the change out.',
  },
  'too-many-changes': {
    zh: '更正内容共 {bytes} 字节，一次最多 {most} 字节。请分几次重新评价。',
    en: 'These changes take {bytes} bytes, and one re-evaluation holds at most {most}. Split them over several.',
  },
  'nothing-published': {
    zh: '这一年还没有公布过报告，没有可以重新评价或撤回的内容。',
    en: 'No report of this year has been published, so there is nothing to re-evaluate or withdraw.',
  },
  'nothing-to-re-evaluate': {
    zh: '没有要更正的内容，也没有等待落实的复核决定。请写明要更正什么。',
    en: 'There is nothing to change, and no decided appeal waits to be carried out. State what is to change.',
  },
  'report-withdrawn': {
    zh: '报告已经撤回。要再次公布，请重新评价。',
    en: 'The report has been withdrawn already. To publish again, re-evaluate.',
  },
  'report-without-manifest': {
    zh: '现行报告是在有签名清单之前公布的，不能打包归档。重新评价后公布的版本可以。',
    en: 'The report that holds was published before there were signed manifests and cannot be packed; a re-evaluated revision can.',
  },
  'package-too-large': {
    zh: '佐证文件有 {files} 个，共 {megabytes} MB；一个归档包最多装 {mostFiles} 个、{mostMegabytes} MB。请改为不含佐证文件打包，文件另行移交。',
    en: 'There are {files} files of evidence, {megabytes} MB together; a package holds at most {mostFiles} of {mostMegabytes} MB. Please pack without the files, and hand them over apart.',
  },
  'package-unknown': {
    zh: '没有找到这个归档包。请刷新页面后再试。',
    en: 'There is no such package. Please open the page again and retry.',
  },
  'package-not-ready': {
    zh: '归档包还没有打好，或者没有打成。请看一看进度。',
    en: 'The package is not ready yet, or could not be made. Please look at how far it is.',
  },
  'package-expired': {
    zh: '归档包已经过了保存期限并被清除。请重新打包。',
    en: 'The package has been removed: its days were over. Please ask for a new one.',
  },
  'package-file-altered': {
    zh: '文件 {file} 与登记的校验值不一致或已缺失，归档包没有打成。请联系系统管理员查明原因。',
    en: 'The file {file} is missing or not what its record says, so no package was made. Ask the operator to find out why.',
  },
  'report-file-altered': {
    zh: '报告文件 {file} 与生成时不一致或已缺失，因此没有公布。请从“生成报告”一步继续，并查明原因。',
    en: 'The report’s file {file} is missing or no longer what was rendered, so nothing was published. Go on from the rendering step, and find out why.',
  },
  'run-file-altered': {
    zh: '文件 {file} 与写入时不一致。请从“冻结数据”一步继续，并查明原因。',
    en: 'The file {file} is no longer what was written. Go on from the freezing step, and find out why.',
  },
  'report-names-other-revision': {
    zh: '报告是按第 {rendered} 版生成的，现在应当是第 {revision} 版。请从“生成报告”一步继续。',
    en: 'The report was rendered as revision {rendered}, and it would now be {revision}. Go on from the rendering step.',
  },
  'report-names-other-key': {
    zh: '签名的钥匙在报告生成后换过，报告上印的是原来那把的指纹。请从“生成报告”一步继续。',
    en: 'The signing key has changed since the report was rendered, which names the earlier one. Go on from the rendering step.',
  },
  'units-failed': {
    zh: '有 {count} 个单位没有完成，第一个是 {first}：{reason}。其他单位已完成。请更正后继续。',
    en: 'For {count} units this step did not succeed; the first is {first}: {reason}. The others are done. Correct it and go on.',
  },
  'run-not-stopped': {
    zh: '评价正在自动进行，没有停下来，不需要处理。',
    en: 'The run goes on by itself and has not stopped, so there is nothing to resume.',
  },
  'step-not-possible': {
    zh: '评价停在“{stopped}”一步，不能从“{from}”继续。请选择这一步或更早的一步。',
    en: 'The run stopped at step “{stopped}” and cannot go on from “{from}”. Choose that step or an earlier one.',
  },
  'body-not-possible': {
    zh: '第 {place} 个牵头部门（{body}）重复，或者它所在的单位下一年没有。请核对名单后再试。',
    en: 'Lead body {place} ({body}) is stated twice, or its unit is none of the next year. Please check the list and try again.',
  },
  'reform-not-possible': {
    zh: '第 {place} 项机构变动做不到：单位 {unit} 不在今年的名单里、已经变动过，或者这个编号有人在用。',
    en: 'Reform {place} is not possible: unit {unit} is not among this year’s, was changed before, or its number is in use.',
  },
  'not-the-next-year': {
    zh: '{cycle} 年之后只能接着开始下一年。请填写下一年。',
    en: 'After {cycle} only the year that follows can begin. State that year.',
  },
  'cycle-exists': {
    zh: '{cycle} 年的评价已经开始，内容与这次填写的不同。',
    en: 'The year {cycle} has begun already, with other contents than these.',
  },
  'day-in-past': {
    zh: '{day} 已经过去了。请填写今天或以后的日期。',
    en: 'The day {day} is over. State today or a later one.',
  },
  'missing-words': {
    zh: '没有认可整改时，请写明还缺什么，单位会看到。',
    en: 'Where a problem is not mended, please say what is missing: the unit will see it.',
  },
  'problem-letter-unknown': {
    zh: '单位 {unit} 这一年没有问题清单。',
    en: 'Unit {unit} has no problem letter of this year.',
  },
  'problem-unknown': {
    zh: '问题清单里没有“{problem}”。',
    en: 'The letter has no problem “{problem}”.',
  },
  'problem-wrong-state': {
    zh: '这个问题现在是“{status}”，不能这样办理。请刷新后再看。',
    en: 'The problem is “{status}” now, so this is not possible. Refresh and look again.',
  },
  'plan-task-twice': {
    zh: '计划里有两项任务都叫“{task}”。请给每项任务不同的简称。',
    en: 'Two tasks of the plan are called “{task}”. Give each a name of its own.',
  },
  'plan-task-unknown': {
    zh: '计划里没有给这个单位的任务“{task}”。',
    en: 'The plan has no task “{task}” for this unit.',
  },
  'plan-task-has-replies': {
    zh: '任务“{task}”已经有单位回复，不能从计划里去掉。可以改日期或说明。',
    en: 'Units have replied to task “{task}”, so it cannot be dropped. Its day and its words may be changed.',
  },
  'plan-task-done': {
    zh: '牵头部门已认可这项任务的落实，不需要再报。',
    en: 'The lead body has found this task done, so there is nothing more to say.',
  },
  'plan-task-not-replied': {
    zh: '这个单位还没有新的回复，请等它回复后再答复。',
    en: 'The unit has not replied since, so there is nothing to answer yet.',
  },
  'deduction-outside-year': {
    zh: '{happenedOn} 不在本年度（{opensOn} 至 {closesOn}）内，这一年的扣分只能依据这一年的事。',
    en: 'The day {happenedOn} is outside the year ({opensOn} to {closesOn}); a year’s deductions rest on what happened in it.',
  },
  'deduction-reply-too-late': {
    zh: '说明的期限是 {replyBy}，已经过了。如对扣分有异议，报告公布后可以申请复核。',
    en: 'The last day for a reply was {replyBy}. If you do not agree, you can appeal once the report is published.',
  },
  'deductions-open': {
    zh: '还不能报送：有 {drafts} 条倒扣分没有告知单位，{running} 条还在单位的说明期内（最晚到 {last}），{unanswered} 条说明没有答复。',
    en: 'Not yet: of {drafts} deductions no unit was told, for {running} the unit may still reply (until {last} at the latest), and {unanswered} replies wait for an answer.',
  },
  'webhook-not-possible': {
    zh: '这套系统没有开通转发。请联系维护人员。',
    en: 'This installation does not forward reminders. Please ask its operator.',
  },
  'sheet-not-read': {
    zh: '这张表读不出来，原因见下。请按提示处理后重新导入。',
    en: 'The sheet could not be read; see why below. Please mend it and import it again.',
  },
  'review-needed': {
    zh: '报告还没有核稿。请管理员先看过报告并点“核稿”，再由签发人签发。',
    en: 'Nobody has read the report yet. An admin reads it first; then it can be signed.',
  },
  'appeal-unknown': {
    zh: '没有找到这条复核申请，可能链接有误。',
    en: 'This appeal was not found; the link may be wrong.',
  },
  'appeal-wrong-state': {
    zh: '这条复核申请现在的状态（{status}）不能这样办理，刷新后再看。',
    en: 'The appeal is “{status}” now, and this cannot be done. Please look again.',
  },
  'appeal-too-late': {
    zh: '申请复核的最后一天是 {lastDay}，已经过了。',
    en: 'The last day for an appeal was {lastDay}.',
  },
  'appeal-filed-already': {
    zh: '“{item}”已经申请过复核。需要补充的，请先撤回再重新申请。',
    en: 'There is an appeal about “{item}” already. To add to it, withdraw it and file it again.',
  },
  'appeal-points-needed': {
    zh: '认可或部分认可的，请写明这个项目应得的分；不认可的，不要写分。',
    en: 'State the item’s points when an appeal is upheld or partly upheld, and none when it is rejected.',
  },
  'dry-run-unknown': {
    zh: '没有找到这次试算，可能链接有误。',
    en: 'This dry run was not found; the link may be wrong.',
  },
  'trail-too-long': {
    zh: '符合条件的操作记录超过 {most} 条，一次导不完。请按单位或日期分几次导出。',
    en: 'More than {most} entries match, too many for one file. Please export by unit or by days.',
  },
  'dry-run-too-large': {
    zh: '有 {units} 个单位，试算最多 {most} 个。请直接启动年终评价，在签发前查看。',
    en: 'There are {units} units; a dry run takes at most {most}. Please start a run and look before signing.',
  },
  'too-many-units': {
    zh: '有 {units} 个单位，一次最多看 {most} 个。请按类别分几次，或逐个单位来看。',
    en: 'There are {units} units; one call looks at {most} at most. Please go class by class, or unit by unit.',
  },
  'bundle-not-accepted': {
    zh: '压缩包“{name}”不能使用，原因见下。请按提示处理后重新打包。',
    en: 'The ZIP file “{name}” cannot be used; see why below. Please mend it and pack it again.',
  },
  'bundle-unknown': {
    zh: '没有找到这个压缩包，可能链接有误。',
    en: 'This bundle was not found; the link may be wrong.',
  },
  'bundle-not-uploaded': {
    zh: '压缩包还没有传上来，或者已过期清理。请用上传链接传完，或重新登记后再传。',
    en: 'The ZIP file has not arrived, or its time is over. Please send it by its upload link, or announce it again.',
  },
  'bundle-too-large': {
    zh: '压缩包里有 {files} 个文件，最多 {most} 个。请分成几个包。',
    en: 'The ZIP file has {files} files; at most {most} are taken. Please make several.',
  },
  'item-takes-no-evidence': {
    zh: '“{item}”不需要佐证材料，由系统按登记情况计算或由评分部门评定。',
    en: '“{item}” takes no evidence: it is counted from the register or given by its assessor.',
  },
  'item-not-assessed-here': {
    zh: '“{item}”不在这里评分。请核对项目。',
    en: '“{item}” is not assessed here. Please check the item.',
  },
  // Said to whoever has no good token, and to members who are suspended or removed alike.
  'sign-in-needed': {
    zh: '请先登录。登录后仍看到这句话的，请与县公开办联系。',
    en: 'Please sign in first. If you have just signed in and still read this, ask the county office.',
  },
  'role-needed': {
    zh: '您的账号没有办理这件事的权限。如确需办理，请联系县政府办管理员。',
    en: 'Your account may not do this. If you need to, please ask the county office’s administrator.',
  },
  'own-membership': {
    zh: '不能修改自己的权限和状态，请由另一位管理员办理。',
    en: 'Nobody changes what they may do themselves; please ask another administrator.',
  },
  'last-admin': {
    zh: '这是最后一位在用的管理员，不能停用、移除或取消其管理权限。请先增加一位管理员。',
    en: 'This is the last active administrator. Please add another one first.',
  },
  'member-unknown': {
    zh: '没有找到这位成员，可能链接有误。',
    en: 'There is no such member; the link may be wrong.',
  },
  'member-wrong-state': {
    zh: '这位成员现在的状态不能这样办理，请刷新后再看。',
    en: 'This cannot be done in the member’s present state; please reload and look again.',
  },
  'invitation-unknown': {
    zh: '邀请码不对。请核对后重新输入，或请县政府办管理员重新邀请。',
    en: 'This code is not right. Please check it, or ask the county office’s administrator to invite you again.',
  },
  'invitation-over': {
    zh: '这份邀请已经用过、撤回或过期。请县政府办管理员重新邀请。',
    en: 'This invitation was used, withdrawn or is over. Please ask the county office’s administrator for another.',
  },
  'invitation-unconfirmed': {
    zh: '这份邀请还要县政府办另一位管理员确认。确认后，用同一个邀请码就能加入。',
    en: 'Another administrator of the county office has to confirm this invitation first. The same code works then.',
  },
  'member-change-unknown': {
    zh: '没有等您确认的权限变更，可能已经确认、过期或被新的修改代替。请刷新后再看。',
    en: 'There is no change here that waits to be confirmed; it may be done, over, or replaced by another. Please reload.',
  },
  'already-a-member': {
    zh: '您的账号已经是成员，不用再输入邀请码。权限有变动的，请联系县政府办管理员。',
    en: 'Your account is a member already. If what you may do has changed, please ask the county office’s administrator.',
  },
  'read-only': {
    zh: '督查账号只能查看，不能办理。',
    en: 'An inspector’s account reads and changes nothing.',
  },
  'audit-over': {
    zh: '督查账号已于 {until} 到期。如需继续查看，请联系县政府办管理员。',
    en: 'This inspector’s account ended on {until}. To go on, please ask the county office’s administrator.',
  },
  'outside-audit': {
    zh: '这不在本次督查的范围内。如需扩大范围，请联系县政府办管理员。',
    en: 'This is outside what this inspection covers. To widen it, please ask the county office’s administrator.',
  },
  'not-your-unit': {
    zh: '这是其他单位（{unit}）的资料，您的账号不能查看或办理。',
    en: 'This belongs to another unit ({unit}); your account may not read or change it.',
  },
  'not-your-body': {
    zh: '这由其他部门（{body}）负责，您的账号不能办理。',
    en: 'This is another body’s ({body}) to do; your account may not.',
  },
  recused: {
    zh: '这涉及您自己所在的单位（{unit}），按回避规定请由其他人办理。',
    en: 'This concerns your own unit ({unit}); by the rule of recusal somebody else has to do it.',
  },
  'not-a-member': {
    zh: '您已登录，但还没有被邀请加入。请联系县政府办管理员。',
    en: 'You are signed in but have not been invited. Please ask the county office’s administrator.',
  },
  'second-person-needed': {
    zh: '这一步须由另一人办理：登记的人不能自己复核，启动的人不能自己签发。',
    en: 'This takes a second person: whoever recorded it cannot confirm it, whoever started it cannot sign it.',
  },
  'rehearsal-only': {
    zh: '只有演练环境可以调整日期，这里是正式环境。',
    en: 'Only an installation for rehearsals can have its date moved; this one is for real.',
  },
  'route-unknown': {
    zh: '没有这个地址。请核对链接。',
    en: 'There is nothing at this address. Please check the link.',
  },
  'cycle-unknown': { zh: '没有 {cycle} 年度。', en: 'There is no cycle {cycle}.' },
  'unit-unknown': { zh: '本年度没有编号为 {unit} 的单位。', en: 'This cycle has no unit {unit}.' },
  'body-unknown': { zh: '本年度没有“{body}”这个牵头部门。', en: 'This cycle has no lead body “{body}”.' },
  'row-unknown': {
    zh: '没有找到这条登记，可能链接有误。',
    en: 'This row was not found; the link may be wrong.',
  },
  'import-unknown': {
    zh: '没有找到这次导入，可能链接有误。',
    en: 'This import was not found; the link may be wrong.',
  },
  'evidence-unknown': {
    zh: '没有找到这份佐证材料，可能链接有误。',
    en: 'This evidence was not found; the link may be wrong.',
  },
  'file-unknown': { zh: '没有找到这个文件。', en: 'This file was not found.' },
  'deduction-unknown': { zh: '没有找到这条倒扣分。', en: 'This deduction was not found.' },
  'incident-unknown': { zh: '没有找到这条认定。', en: 'This incident was not found.' },
  'city-deduction-unknown': { zh: '没有找到这条市级扣分。', en: 'This city deduction was not found.' },
  'run-unknown': { zh: '没有找到第 {run} 次评价。', en: 'There is no run {run}.' },
  'report-unknown': {
    zh: '这份报告还没有公布，或地址有误。',
    en: 'This report has not been published, or the address is wrong.',
  },
  'evidence-wrong-state': {
    zh: '这份材料现在的状态（{status}）不能这样办理，刷新后再看。',
    en: 'The evidence is “{status}” now, and this can be done only from: {allowed}. Please look again.',
  },
  'row-wrong-state': {
    zh: '这条登记已撤回，不能再改。',
    en: 'This row has been withdrawn and cannot be changed.',
  },
  'import-not-uploaded': {
    zh: '文件还没有传上来。请先用上传链接传完文件；链接过期的，请重新领取。',
    en: 'The file has not arrived. Please send it by the upload link first; ask for a new link if that one has expired.',
  },
  'import-nothing-to-mend': {
    zh: '这个文件没有需要修改的行。',
    en: 'This file has no rows that need mending.',
  },
  'deduction-wrong-state': {
    zh: '这条倒扣分现在的状态（{status}）不能这样办理，刷新后再看。',
    en: 'The deduction is “{status}” now, and this cannot be done. Please look again.',
  },
  'incident-wrong-state': { zh: '这条认定已复核过。', en: 'This incident has been confirmed already.' },
  'city-deduction-wrong-state': {
    zh: '这条市级扣分已复核过。',
    en: 'This city deduction has been confirmed already.',
  },
  'hand-in-wrong-state': {
    zh: '该部门已报送或已过截止时间（{status}），不能再改。如需补报，请联系县政府办。',
    en: 'This body has handed in or the deadline has passed ({status}); it cannot be changed. Please ask the county office.',
  },
  'run-wrong-state': {
    zh: '这次评价现在不在可以这样办理的环节（{status}）。请刷新后查看进度。',
    en: 'The run is not at a point where this can be done ({status}). Please look at its progress again.',
  },
  'window-closed': {
    zh: '今天（{today}）不在填报期内，填报期为 {opensOn} 至 {closesOn}。',
    en: 'Today ({today}) is outside the time for handing in, which is {opensOn} to {closesOn}.',
  },
  frozen: {
    zh: '年终数据已冻结，不能再改。如有差错，请向县政府办提出更正。',
    en: 'The year’s data has been frozen and cannot be changed. If something is wrong, please ask the county office for a correction.',
  },
  'changed-meanwhile': {
    zh: '就在刚才，别人改了同一条内容，您的修改没有保存。请刷新后再改。',
    en: 'Somebody else has just changed the same thing, so your change was not saved. Please look again and repeat it.',
  },
  'year-changed': {
    zh: '您打开页面之后，本单位的台账或材料又有变动。请重新查看后再确认。',
    en: 'The unit’s register or evidence has changed since you opened this page. Please look again, then confirm.',
  },
  'import-read-anew': {
    zh: '预检之后，栏目设置或列的对应关系有变动，没有导入。请重新预检后再导入。',
    en: 'Since you looked, the columns or the meaning of the headings have changed, and nothing was added. Please look at the check again and then add the rows.',
  },
  'idempotency-key-reused': {
    zh: '这个防重复编号已用于另一次不同的提交，没有保存。请刷新页面后重试。',
    en: 'This Idempotency-Key was used for a different request; nothing was saved. Use a new key for a new request.',
  },
  'year-published': {
    zh: '{cycle} 年度的报告已经发布（第 {revision} 版），数据不再变动，不能再做一次年终评价。要更正，请发起重新评价。',
    en: 'The report of cycle {cycle} has been published (revision {revision}) and its data are closed, so the year end is not run again. To correct it, start a re-evaluation.',
  },
  'run-active': {
    zh: '{cycle} 年度第 {run} 次评价正在进行，不能再启动一次。',
    en: 'Run {run} of cycle {cycle} is under way; another cannot be started.',
  },
  'evidence-too-large': {
    zh: '“{name}”有 {bytes} 字节，超过每个文件 {most} 字节的上限。请压缩或拆分后再传。',
    en: '“{name}” has {bytes} bytes; the limit for a file is {most}. Please compress or split it.',
  },
  'too-many-files': {
    zh: '一份材料最多 {most} 个文件，这次有 {files} 个。请分成几份提交。',
    en: 'A piece of evidence has at most {most} files; this has {files}. Please make several pieces.',
  },
  'day-in-future': {
    zh: '填写的日期 {day} 在今天（{today}）之后，没有保存。请填写实际发生的日期。',
    en: 'The day {day} lies after today ({today}), and nothing was saved. Please state the day on which it happened.',
  },
  'day-out-of-order': {
    zh: '填写的日期 {day} 早于 {earliest}，与已登记的日期前后不符，没有保存。请核对。',
    en: 'The day {day} lies before {earliest}, which is already on record; nothing was saved. Please check the days.',
  },
  'extension-too-long': {
    zh: '延长最多 {most} 个工作日，填的是 {days} 个，没有保存。',
    en: 'An extension is at most {most} working days; {days} were given, and nothing was saved.',
  },
  'request-other-year': {
    zh: '这件申请应登记在 {year} 年度的台账里，没有保存。',
    en: 'This request belongs in the ledger of {year}; nothing was saved.',
  },
  'request-unknown': {
    zh: '没有找到这件申请，可能链接有误。',
    en: 'This request was not found; the link may be wrong.',
  },
  'request-wrong-state': {
    zh: '这件申请现在所处的环节不能这样办理，没有保存。请刷新后再看。',
    en: 'The request is “{status}” now, and this can be done only from: {allowed}. Please look again.',
  },
  'receipt-in-use': {
    zh: '补正、征求意见、延期等记录都以收到日期为准，收到方式和日期不能再改。如登记有误，请作废后重新登记。',
    en: 'A correction, a pause or an extension rests on the receipt, so it cannot be changed any more. If it is wrong, strike the request out and record it again.',
  },
  'not-in-this-regulation': {
    zh: '这件申请适用的条例没有这一环节，没有保存。请核对收到日期。',
    en: 'The version of the Regulation that applies to this request does not know this step; nothing was saved. Please check the day of receipt.',
  },
  'correction-once': {
    zh: '补正只能一次性告知，已于 {noticedOn} 告知过。',
    en: 'A correction can be asked for once, and it was asked for on {noticedOn}.',
  },
  'correction-too-late': {
    zh: '告知补正须在收到申请之日起 {within} 个工作日内，最迟 {lastDay}，没有保存。期限照常计算。',
    en: 'A correction must be asked for within {within} working days of receipt, by {lastDay}; nothing was saved, and the time goes on.',
  },
  'pause-under-way': {
    zh: '同一类征求意见还没有结束，不能再开始一次。',
    en: 'A consultation of this kind is under way already; it must end before another begins.',
  },
  'pause-not-under-way': {
    zh: '没有正在进行的这类征求意见。请刷新后再看。',
    en: 'No consultation of this kind is under way. Please look again.',
  },
  'pause-too-often': {
    zh: '一件申请最多登记 {most} 次征求意见。',
    en: 'At most {most} consultations can be recorded for a request.',
  },
  'extension-once': {
    zh: '答复期限只能延长一次，已于 {toldOn} 告知申请人。',
    en: 'The time can be extended once, and the applicant was told of it on {toldOn}.',
  },
  'extension-too-late': {
    zh: '延期应在期限届满前告知申请人，期限已于 {dueOn} 届满，没有保存。',
    en: 'An extension must be told to the applicant before the time runs out, which it did on {dueOn}; nothing was saved.',
  },
  'outcome-not-possible': {
    zh: '这件申请现在不能按所选类别办结：“逾期不补正”须在补正期限过后，“补正后仍不明确”须有补正在先，等待补正期间不能按其他类别办结。',
    en: 'The request cannot be closed as “{outcome}” now: “not corrected” needs the time for correction to be over, “still unclear” needs a correction before it, and while a correction is awaited nothing else fits.',
  },
  'applicant-removed': {
    zh: '申请人信息已按保存期限删除，这件申请不能重新打开。',
    en: 'The applicant’s data has been removed by the retention rule, so the request cannot be opened again.',
  },
  'reopened-too-often': {
    zh: '一件申请最多重新打开 {most} 次。',
    en: 'A request can be opened again at most {most} times.',
  },
  'amended-too-often': {
    zh: '一件申请的登记内容最多更正 {most} 次。',
    en: 'A request’s record can be put right at most {most} times.',
  },
  'regulation-not-open': {
    zh: '这件申请适用哪个条例已经确定，不能再选。只有收到在新条例施行之前、施行时尚未办结、没有延期的申请可以选择，且只能选一次。',
    en: 'Which version of the Regulation applies to this request is settled. The choice is open, once, for requests received before the revision, not closed when it came into force, and not extended.',
  },
  'contest-filed-already': {
    zh: '已登记于 {filedOn} 提起，不能再登记一次。',
    en: 'It is on record as filed on {filedOn} already and cannot be filed again.',
  },
  'contest-not-pending': {
    zh: '没有尚未审结的记录，不能登记结果。请刷新后再看。',
    en: 'Nothing is pending for which a decision could be recorded. Please look again.',
  },
  'calendar-unknown': {
    zh: '{year} 年的节假日安排尚未录入，无法确定期限，没有保存。请待国务院办公厅通知发布、系统更新日历后办理。',
    en: 'The holidays of {year} are not known here yet, so the time limit cannot be told and nothing was saved. Please do this once the calendar has been brought up to date.',
  },
  'body-too-large': {
    zh: '一次提交的内容太多（超过 {most} 字节），没有保存。请分几次提交。',
    en: 'This is too much at once (more than {most} bytes), and nothing was saved. Please send it in parts.',
  },
  'too-many-requests': {
    zh: '操作太频繁，这一次没有保存。请过 {seconds} 秒再试。',
    en: 'Too many requests, and this one was not saved. Please try again in {seconds} seconds.',
  },
  'issuer-unreachable': {
    zh: '登录服务暂时连不上，没有办成，您的登录不受影响。请过一会儿再试。',
    en: 'The sign-in service cannot be reached just now, and nothing was done. You stay signed in; please try again in a while.',
  },
  'busy-try-again': {
    zh: '现在办理的人较多，没有保存。请过几秒再试一次。',
    en: 'The system is busy, and nothing was saved. Please try again in a few seconds.',
  },
  'contacts-not-asked': {
    zh: '{cycle} 年度没有要求报送联系人员登记表。如需报送，请与县政府办联系。',
    en: 'The year {cycle} asks for no registration form of contacts. If you think it should, please ask the county office.',
  },
  'contacts-unknown': {
    zh: '本单位还没有填报联系人员登记表。请先填表，再上传盖章的扫描件。',
    en: 'This unit has not filed its registration form yet. Please fill the form in first, then upload the sealed scan.',
  },
  'contacts-removed': {
    zh: '登记表的保存期限已过，已于 {removedOn} 按规定清除，不能再填报。请在新的年度填报。',
    en: 'The form’s time is over: it was removed by rule on {removedOn} and takes no more. Please file it in the new year.',
  },
  'contacts-scans-used-up': {
    zh: '这张登记表已经有 {most} 份扫描件，不能再传。请与县政府办联系。',
    en: 'This form has {most} scans already and takes no more. Please speak to the county office.',
  },
  'reminder-unknown': {
    zh: '没有找到这条提醒，可能不是发给您的。请回到提醒列表再看一看。',
    en: 'There is no such reminder; it may not be yours. Please look at the list again.',
  },
  'scan-unknown': {
    zh: '没有找到这份扫描件。请刷新登记表页面后再试。',
    en: 'This scan was not found. Please open the form again and retry.',
  },
  'scan-not-uploaded': {
    zh: '扫描件还没有传上来。请先上传文件，再提交。',
    en: 'The scan has not arrived yet. Please upload the file first, then submit it.',
  },
  'scan-not-accepted': {
    zh: '“{name}”不能作为盖章扫描件，没有保存。请用 10 MB 以内的 PDF、OFD、JPG、PNG 或 HEIC 文件，并按下面的提示修改。',
    en: '“{name}” cannot be taken as the sealed scan, and nothing was saved. Please use a PDF, OFD, JPG, PNG or HEIC file of at most 10 MB, and mend what is listed.',
  },
  'circular-place-unknown': {
    zh: '“{text}”里的“{place}”不是可以填写的位置，没有保存。请从列出的名称中选择，并检查大括号是否成对。',
    en: '“{place}” in “{text}” is no place that can be filled, and nothing was saved. Please choose one of those listed, and see that braces come in pairs.',
  },
  'glyph-missing': {
    zh: '{where}里的“{character}”（{code}）在印刷字体中没有字形，PDF 没有生成。请更正这段文字后再继续。',
    en: 'The printing font has no glyph for “{character}” ({code}) in {where}; no PDF was made. Please correct this text and go on.',
  },
  'nothing-to-preview': {
    zh: '本年度还没有评价结果，暂时不能预览通报。请在排名完成以后再试。',
    en: 'This year has no result yet, so the circular cannot be previewed. Please try again once units are ranked.',
  },
};

/** What a fault of ours says: no detail, but a number by which we find it. */
export const faultText: Bilingual = {
  zh: '系统出了问题，这次没有办成。请稍后再试；如果还不行，请把页面上的编号告诉县政府办管理员。',
  en: 'Something went wrong on our side and this was not done. Please try again later; if it persists, tell the administrator the number shown.',
};
