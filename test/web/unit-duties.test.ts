import { describe, expect, test } from 'vitest';
import { makePdf } from '../../infra/demo/sample-files/make-pdf.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { openConsole } from './console.ts';

/** What a unit’s clerk keeps, reports and answers beside evidence and register. */

const open = openConsole('2018-06-15T04:00:00.000Z');
const cycle = '2018';

/** A lead body gives every unit a task. */
const giveTask = () =>
  open.embedded.as('body-civil-affairs').call(routes.fileWorkPlan, {
    params: { cycle, body: 'civil-affairs' },
    body: {
      tasks: [
        {
          id: 'board',
          title: '更新公开栏',
          detail: '换成新的样式',
          dueOn: '2018-07-31',
          for: { kind: 'all' },
        },
      ],
    },
  });

describe('a unit’s clerk', () => {
  test('records a request, sees its clock in words, extends it and answers it', async () => {
    await open.signIn('unit-012', '/2018/units/012/requests');
    await open.page.getByText('还没有申请').waitFor();
    await open.page.getByRole('button', { name: '登记一件申请' }).click();
    const form = open.page.getByRole('dialog');
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('请填写').first().waitFor();
    await form.getByLabel('申请的内容').fill('2017年度部门决算');
    await form.getByLabel('怎样收到的').selectOption({ label: '当面提交' });
    await form.getByLabel('收到日期').fill('2018-06-11');
    await form.getByLabel('申请人类别').selectOption({ label: '公民' });
    await form.getByLabel('姓名或名称').fill('演示申请人');
    await open.isUsable('requests-form');
    await form.getByRole('button', { name: '保存' }).click();
    await open.page.getByText('已用 4 个工作日，共 15 个，还剩 11 个').waitFor();
    await open.page.getByRole('button', { name: '延长期限' }).click();
    await form.getByLabel('批准日期').fill('2018-06-13');
    await form.getByLabel('告知申请人日期').fill('2018-06-14');
    await form.getByLabel('延长几个工作日').fill('10');
    await form.getByRole('button', { name: '延长期限' }).click();
    await open.page.getByText('共 25 个').waitFor();
    await open.isUsable('request');
    await open.onPhone('request');
    await open.page.getByRole('button', { name: '答复', exact: true }).click();
    await form.getByLabel('日期').fill('2018-06-15');
    await form.getByLabel('办理结果').selectOption('granted');
    await form.getByRole('button', { name: '答复', exact: true }).click();
    await open.page.getByText('2018年6月15日已答复').waitFor();
    await open.page.getByRole('link', { name: '回到申请台账' }).click();
    await open.page.getByRole('link', { name: '2017年度部门决算' }).waitFor();
    await open.isUsable('requests');
    await open.page.getByRole('link', { name: '年度报告' }).click();
    await open.page.getByRole('heading', { name: '三、收到和处理政府信息公开申请情况' }).waitFor();
    const download = open.page.waitForEvent('download');
    await open.page.getByRole('button', { name: '下载 Word 草稿' }).click();
    expect((await download).suggestedFilename()).toMatch(/年度报告（草稿）\.docx$/);
    await open.isUsable('annual-report');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('files the contacts, is told what is wrong, attaches the sealed scan, and sees what the form said before', async () => {
    await open.signIn('unit-013', '/2018/units/013/contacts');
    await open.page.getByText('还没有填报').waitFor();
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByText('请填写完整、正确').first().waitFor();
    await open.page.getByLabel('单位电话').fill('0825-7822345');
    await open.page.getByLabel('承办科室').fill('办公室');
    for (const [place, name] of ['演示负责人', '演示经办人'].entries()) {
      await open.page.getByLabel('姓名').nth(place).fill(name);
      await open.page.getByLabel('职务').nth(place).fill('主任');
      await open.page.getByLabel('手机').nth(place).fill('13800000000');
    }
    await open.isUsable('contacts-form');
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByText('已填报，缺盖章扫描件').waitFor();
    const { bytes } = makePdf('扫描件', { title: '登记表', lines: ['（盖章）'] });
    await open.page.getByTestId('scan').setInputFiles({
      name: '盖章.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(bytes),
    });
    await open.page.getByText('已报齐').waitFor();
    await open.page.getByText('以前填过什么').click();
    await open.page.getByText('首次填报').waitFor();
    await open.isUsable('contacts');
    await open.onPhone('contacts');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  test('reports what was done about a lead body’s task, and reads that nothing waits where nothing does', async () => {
    await giveTask();
    await open.signIn('unit-014', '/2018/units/014/tasks');
    await open.page.getByRole('heading', { name: '更新公开栏' }).waitFor();
    await open.isUsable('tasks');
    await open.page.getByLabel('报告落实情况').fill('6月14日已更换');
    await open.page.getByRole('button', { name: '提交' }).click();
    await open.page.getByText('已报告').waitFor();
    const clerk = open.embedded.as('unit-014');
    const listed = async () =>
      (await clerk.call(routes.listUnitTasks, { params: { cycle, unit: '014' } })).items;
    const [told, ...more] = await listed();
    expect(more).toEqual([]);
    expect([told?.state, told?.reply?.text]).toEqual(['replied', '6月14日已更换']);
    // A colleague says more while one writes: nobody's words go unread.
    await open.page.getByLabel('补充报告').fill('两块公开栏都换了');
    await clerk.call(routes.replyToTask, {
      params: { cycle, unit: '014', body: told?.body ?? '', task: told?.task.id ?? '' },
      body: { text: '换了一块', evidence: [], seen: told?.reply?.changedAt ?? null },
    });
    await open.page.getByRole('button', { name: '提交' }).click();
    await open.page.getByText('别人刚刚改过').waitFor();
    await open.page.getByRole('row', { name: '补充报告 换了一块 两块公开栏都换了' }).waitFor();
    await open.isUsable('task-conflict');
    await open.onPhone('task-conflict');
    await open.page.getByRole('button', { name: '用我填写的，再提交一次' }).click();
    await expect.poll(async () => (await listed())[0]?.reply?.text).toBe('两块公开栏都换了');
    await open.page.getByRole('link', { name: '问题整改' }).click();
    await open.page.getByText('没有要整改的问题').waitFor();
    await open.isUsable('problems-empty');
    await open.page.getByRole('link', { name: '申请复核' }).click();
    await open.page.getByText('结果还没有公布').waitFor();
    await open.isUsable('appeals-empty');
    await open.page.getByRole('link', { name: '消息' }).last().click();
    await open.page.getByLabel('每周一收到一次汇总').uncheck();
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByText('已保存').waitFor();
    await open.isUsable('inbox-settings');
    const chosen = await open.embedded.as('unit-014').call(routes.getMyNotifications, { params: {} });
    expect(chosen.digest).toBe(false);
  }, 120_000);

  test('leaves its leader the reading: who does not fill in is offered no form that would be refused', async () => {
    const clerk = open.embedded.as('unit-002');
    const person = { name: '演示负责人', title: '主任', officePhone: null, mobile: '13800000000', qq: null };
    await clerk.call(routes.fileContacts, {
      params: { cycle, unit: '002' },
      body: { unitPhone: '0825-7822345', office: '办公室', leader: person, staff: [person] },
    });
    await open.signIn('leader-002', '/2018/units/002/contacts');
    await open.page.getByText('演示负责人，主任，13800000000').first().waitFor();
    const sends = () => open.page.locator('main').getByRole('textbox').count();
    expect([await sends(), await open.page.getByTestId('scan').count()]).toEqual([0, 0]);
    await open.isUsable('contacts-read');
    await open.onPhone('contacts-read');
    await giveTask();
    await open.page.getByRole('link', { name: '牵头部门的任务' }).first().click();
    await open.page.getByRole('heading', { name: '更新公开栏' }).waitFor();
    expect(await sends()).toBe(0);
    await open.isUsable('tasks-read');
  }, 120_000);

  test('who files the contacts while somebody else does is shown both, and loses nothing', async () => {
    const person = { name: '甲', title: '主任', officePhone: null, mobile: '13800000000', qq: null };
    const file = (office: string) =>
      open.embedded.as('unit-015').call(routes.fileContacts, {
        params: { cycle, unit: '015' },
        body: { unitPhone: '0825-7822345', office, leader: person, staff: [person] },
      });
    await file('办公室');
    await open.signIn('unit-015', '/2018/units/015/contacts');
    const office = open.page.getByLabel('承办科室');
    await office.fill('政务公开股');
    await file('综合股');
    await open.page.getByRole('button', { name: '保存' }).click();
    await open.page.getByText('综合股').waitFor();
    await open.page.getByText('政务公开股').waitFor();
    await open.isUsable('contacts-conflict');
    await open.page.getByRole('button', { name: '用我填写的' }).click();
    await open.page.getByText('以前填过什么').click();
    const officeNow = async () => {
      const clerk = open.embedded.as('unit-015');
      const { entry } = await clerk.call(routes.getContacts, { params: { cycle, unit: '015' } });
      return entry?.office;
    };
    await expect.poll(officeNow).toBe('政务公开股');
    // Both changes stand in the history: the one that came between and the one that was kept.
    await expect.poll(() => open.page.getByText('更改了承办科室').count()).toBe(2);
  }, 120_000);

  test('replies to a deduction with a piece of evidence, which the lead body finds with it', async () => {
    const body = 'civil-affairs';
    const clerk = open.embedded.as('unit-016');
    const piece = await clerk.call(routes.requestEvidence, {
      params: { cycle, unit: '016' },
      body: {
        items: ['A2'],
        title: '按期答复的证明',
        note: null,
        channel: null,
        files: [],
        links: [{ url: 'http://demo.example.cn/a.html', title: null }],
        replaces: null,
      },
      key: 'evidence-for-a-reply-016',
    });
    const clerkOfBody = open.embedded.as(`body-${body}`);
    await clerkOfBody.call(routes.recordDeduction, {
      params: { cycle, body },
      body: {
        unit: '016',
        points: '0.5',
        fact: '一件申请没有按期答复',
        document: null,
        happenedOn: '2018-05-10',
        links: [],
      },
      key: 'a-deduction-from-unit-016',
    });
    await clerkOfBody.call(routes.tellDeductions, { params: { cycle, body }, body: { deductions: [] } });
    await open.signIn('unit-016', '/2018/units/016/deductions');
    await open.page.getByLabel('我要说明').fill('已按期答复，见所附材料');
    await open.page.getByText('附上佐证材料（已选 0 份）').click();
    await open.page.getByLabel(/按期答复的证明/).check();
    await open.isUsable('deduction-reply');
    await open.onPhone('deduction-reply');
    await open.page.reload();
    expect(await open.page.getByLabel('我要说明').inputValue()).toBe('已按期答复，见所附材料');
    await open.page.getByRole('button', { name: '提交' }).click();
    await open.page.getByText('附佐证材料 1 份').waitFor();
    const { items } = await clerkOfBody.call(routes.listDeductions, {
      params: { cycle, body },
      query: { limit: 50 },
    });
    const reply = items.find(({ unit }) => unit === '016')?.reply;
    expect(reply?.evidence).toEqual([piece.evidence.id]);
  }, 120_000);

  test('takes a request through every step that it may take, each with its day, to what a court decides', async () => {
    const clerk = open.embedded.as('unit-017');
    const record = async (wanted: string, key: string) =>
      (
        await clerk.call(routes.recordRequest, {
          params: { cycle, unit: '017' },
          body: {
            reference: null,
            applicant: {
              kind: 'natural-person',
              name: '演示申请人',
              phone: null,
              email: null,
              address: null,
            },
            wanted,
            receipt: { channel: 'ordinary-post', arrivedOn: '2018-05-28', confirmedOn: null },
          },
          key,
        })
      ).id;
    const id = await record('一件平信寄来的申请', 'a-request-by-post-017');
    await open.signIn('unit-017', `/2018/units/017/requests/${id}`);
    const step = async (name: string, fill: Readonly<Record<string, string>>) => {
      await open.page.getByRole('button', { name, exact: true }).click();
      const dialog = open.page.getByRole('dialog');
      for (const [label, value] of Object.entries(fill)) {
        const field = dialog.getByLabel(label, { exact: true });
        // A list of choices is what has no type.
        if ((await field.getAttribute('type')) === null) await field.selectOption(value);
        else await field.fill(value);
      }
      await dialog.getByRole('button', { name, exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await open.page.getByText('等待与申请人确认收到').waitFor();
    await step('确认收到', { 日期: '2018-05-29' });
    await step('征求意见', { 征求谁的意见: 'third-party', 开始日期: '2018-05-30' });
    await open.page.getByText('征求第三方意见，期限暂停').waitFor();
    await step('收到意见', { 征求谁的意见: 'third-party', 收到意见的日期: '2018-06-05' });
    await step('延长期限', { 批准日期: '2018-06-06', 告知申请人日期: '2018-06-07', 延长几个工作日: '5' });
    await open.page.getByText('共 20 个').waitFor();
    await step('答复', { 日期: '2018-06-12', 办理结果: 'granted' });
    await step('登记复议或诉讼', { 复议还是诉讼: 'review', 日期: '2018-06-13' });
    await step('登记复议或诉讼结果', { 复议还是诉讼: 'review', 日期: '2018-06-14', 结果: 'upheld' });
    await open.isUsable('request-contested');
    const answered = await clerk.call(routes.getRequest, { params: { cycle, unit: '017', request: id } });
    expect(answered).toMatchObject({ status: 'answered', answer: { outcome: 'granted' } });
    expect(answered.review?.decided?.outcome).toBe('upheld');

    const other = await record('一件撤回的申请', 'another-request-by-post-017');
    await open.page.goto(open.at(`/2018/units/017/requests/${other}`));
    await step('申请人撤回', { 日期: '2018-06-04' });
    await step('重新打开', { 原因: '误登了撤回' });
    await step('作废', { 原因: '重复登记' });
    const struck = await clerk.call(routes.getRequest, { params: { cycle, unit: '017', request: other } });
    expect(struck.status).toBe('struck');
  }, 180_000);

  test('puts right what was written down wrongly, with a reason that the history keeps, and asks the applicant for a correction', async () => {
    const clerk = open.embedded.as('unit-020');
    const params = { cycle, unit: '020' };
    const applicant = {
      kind: 'natural-person',
      name: '演示申请人',
      phone: null,
      email: null,
      address: null,
    } as const;
    const { id } = await clerk.call(routes.recordRequest, {
      params,
      body: {
        reference: null,
        applicant,
        wanted: '2017年征地补偿标准',
        receipt: { channel: 'in-person', arrivedOn: '2018-06-04' },
      },
      key: 'a-request-of-unit-020',
    });
    await open.signIn('unit-020', `/2018/units/020/requests/${id}`);
    const dialog = open.page.getByRole('dialog');
    const amend = open.page.getByRole('button', { name: '更正登记' });
    await amend.click();
    await dialog.getByRole('button', { name: '更正登记' }).click();
    await dialog.getByText('还没有改动任何内容').waitFor();
    await dialog.getByText('请填写').waitFor();
    await dialog.getByLabel('收到日期').fill('2018-06-11');
    await dialog.getByLabel('电话').fill('没有');
    await dialog.getByText('电话只能有数字').waitFor();
    await dialog.getByLabel('电话').fill('0825-7822000');
    await open.isUsable('request-amend');
    await open.onPhone('request-amend');
    // What was typed outlives a reload.
    await open.page.reload();
    await amend.click();
    await dialog.getByText('上次没填完的内容').waitFor();
    expect(await dialog.getByLabel('收到日期').inputValue()).toBe('2018-06-11');
    // A colleague puts something else right meanwhile: both are shown, and nothing is overwritten unseen.
    await clerk.call(routes.amendRequest, {
      params: { ...params, request: id },
      body: {
        reference: '〔2018〕7号',
        applicant,
        wanted: '2017年征地补偿标准',
        receipt: { channel: 'in-person', arrivedOn: '2018-06-04' },
        reason: '补登记号',
      },
    });
    await dialog.getByLabel('更正的原因').fill('日期抄错');
    await dialog.getByRole('button', { name: '更正登记' }).click();
    await dialog.getByText('别人刚刚改过').waitFor();
    await dialog.getByText('〔2018〕7号').waitFor();
    await open.isUsable('request-amend-conflict');
    await dialog.getByRole('button', { name: '用我填写的' }).click();
    await dialog.getByLabel('登记号').fill('〔2018〕7号');
    await dialog.getByRole('button', { name: '更正登记' }).click();
    await dialog.waitFor({ state: 'detached' });
    await open.page.getByText('更正了申请人、怎样收到和收到日期').waitFor();
    await open.page.getByText('日期抄错').waitFor();
    await open.page.getByText('已用 4 个工作日').waitFor();
    const mended = await clerk.call(routes.getRequest, { params: { ...params, request: id } });
    expect(mended).toMatchObject({
      reference: '〔2018〕7号',
      receipt: { arrivedOn: '2018-06-11' },
      applicant: { phone: '0825-7822000' },
    });
    expect(mended.amended.map(({ fields, reason }) => [fields, reason])).toEqual([
      [['reference'], '补登记号'],
      [['applicant', 'receipt'], '日期抄错'],
    ]);
    await open.isUsable('request-history');
    await open.onPhone('request-history');
    expect(open.complaints).toEqual([]);
  }, 180_000);

  test('whose session ends and whose network breaks in the middle of a request’s step loses nothing of it', async () => {
    const clerk = open.embedded.as('unit-018');
    const { id } = await clerk.call(routes.recordRequest, {
      params: { cycle, unit: '018' },
      body: {
        reference: null,
        applicant: { kind: 'natural-person', name: '演示申请人', phone: null, email: null, address: null },
        wanted: '断网和过期',
        receipt: { channel: 'in-person', arrivedOn: '2018-06-11' },
      },
      key: 'a-request-of-unit-018',
    });
    await open.signIn('unit-018', `/2018/units/018/requests/${id}`);
    const dialog = open.page.getByRole('dialog');
    const answer = open.page.getByRole('button', { name: '答复', exact: true });
    await answer.click();
    await dialog.getByLabel('日期', { exact: true }).fill('2018-06-14');
    await open.context.setOffline(true);
    await dialog.getByLabel('办理结果').selectOption('granted');
    await dialog.getByRole('button', { name: '答复', exact: true }).click();
    await dialog.getByText('没有连上服务器').waitFor();
    await open.isUsable('step-offline');
    await open.context.setOffline(false);
    await open.page.evaluate("sessionStorage.removeItem('biaochi-tokens')");
    await dialog.getByRole('button', { name: '答复', exact: true }).click();
    await dialog.getByText('登录已过期').waitFor();
    await open.isUsable('step-session-over');
    await dialog.getByRole('button', { name: '登录' }).click();
    await dialog.waitFor({ state: 'detached' });
    await answer.click();
    expect(await dialog.getByLabel('日期', { exact: true }).inputValue()).toBe('2018-06-14');
    expect(await dialog.getByLabel('办理结果').inputValue()).toBe('granted');
    await dialog.getByRole('button', { name: '答复', exact: true }).click();
    await open.page.getByText('2018年6月14日已答复').waitFor();
  }, 180_000);

  test('on a phone takes a picture of a notice board with the camera, beside choosing files', async () => {
    await open.signIn('unit-019', '/2018/units/019/evidence');
    await open.page.setViewportSize({ width: 360, height: 740 });
    const camera = open.page.getByTestId('camera');
    expect(await camera.getAttribute('accept')).toBe('image/*');
    expect(await camera.getAttribute('capture')).toBe('environment');
    await camera.setInputFiles({
      name: 'IMG_0001.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from([0xff, 0xd8, 0xff]),
    });
    await open.page.getByText('IMG_0001.jpg').first().waitFor();
    await open.isUsable('evidence-camera-phone');
  }, 90_000);

  test('whose leader confirms the year signs what they have seen: what came meanwhile has to be looked at first', async () => {
    const clerk = open.embedded.as('unit-002');
    const bring = (title: string, key: string) =>
      clerk.call(routes.requestEvidence, {
        params: { cycle, unit: '002' },
        body: {
          items: ['A2'],
          title,
          note: null,
          channel: null,
          files: [],
          links: [{ url: 'http://demo.example.cn/a.html', title: null }],
          replaces: null,
        },
        key,
      });
    await bring('一', 'evidence-before-signing');
    await open.signIn('leader-002');
    const card = open.page.locator('section', {
      has: open.page.getByRole('heading', { name: /负责人确认/ }),
    });
    await card.getByText('还没有确认').waitFor();
    await card.getByText('佐证材料 1 份').waitFor();
    await bring('二', 'evidence-while-signing');
    await card.getByRole('button', { name: '确认全年数据' }).click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByLabel('说明（可不填）').fill('已逐份看过');
    await dialog.getByRole('button', { name: '确认全年数据' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByText('佐证材料 2 份').waitFor();
    await open.isUsable('confirm-year');
    expect(await dialog.getByLabel('说明（可不填）').inputValue()).toBe('已逐份看过');
    await dialog.getByRole('button', { name: '确认全年数据' }).click();
    await dialog.waitFor({ state: 'detached' });
    await card.getByText('已确认', { exact: true }).waitFor();
    await card.getByText(/说明：已逐份看过/).waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    await bring('三', 'evidence-after-signing');
    await open.page.reload();
    await card.getByText('确认后有改动').waitFor();
    await open.isUsable('year-confirmed');
    await open.onPhone('year-confirmed');
    await open.forgetSignIn();
    // The staff see that it has to be given again, and cannot give it.
    await open.signIn('unit-002');
    await card.getByText('确认后有改动').waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
  }, 120_000);

  // The last two of this file: they move the year's clock on.
  test('asks an applicant once for a correction, sees the clock stand, and sees it begin anew when the correction comes', async () => {
    const clerk = open.embedded.as('unit-021');
    await open.embedded
      .as('admin-a')
      .call(routes.setRehearsalClock, { params: {}, body: { now: '2019-06-12T02:00:00.000Z' } });
    const { id } = await clerk.call(routes.recordRequest, {
      params: { cycle, unit: '021' },
      body: {
        reference: null,
        applicant: { kind: 'company', name: '演示公司', phone: null, email: null, address: null },
        wanted: '与我公司有关的全部文件',
        // It came in the year, and the applicant could be asked only in the next: the revised Regulation applies.
        receipt: { channel: 'ordinary-post', arrivedOn: '2018-12-28', confirmedOn: '2019-06-03' },
      },
      key: 'a-request-of-unit-021',
    });
    await open.signIn('unit-021', `/2018/units/021/requests/${id}`);
    const dialog = open.page.getByRole('dialog');
    const step = (name: string) => open.page.getByRole('button', { name, exact: true });
    await step('要求补正').click();
    await dialog.getByLabel('告知日期').fill('2019-06-05');
    await dialog.getByLabel('要求补正的期限').fill('2019-06-04');
    await dialog.getByRole('button', { name: '要求补正' }).click();
    // A day before the notice is no time to correct anything: said in words, and nothing is lost.
    await dialog.getByRole('alert').waitFor();
    await open.isUsable('request-correction');
    await dialog.getByLabel('要求补正的期限').fill('2019-06-20');
    await dialog.getByRole('button', { name: '要求补正' }).click();
    await dialog.waitFor({ state: 'detached' });
    await open.page.getByText('等待申请人补正，期限暂停').waitFor();
    await open.isUsable('request-awaiting-correction');
    await open.onPhone('request-awaiting-correction');
    await step('收到补正').click();
    await dialog.getByLabel('日期', { exact: true }).fill('2019-06-11');
    await dialog.getByRole('button', { name: '收到补正' }).click();
    await dialog.waitFor({ state: 'detached' });
    await open.page.getByText('已用 1 个工作日，共 20 个').waitFor();
    // It is asked for once.
    expect(await step('要求补正').count()).toBe(0);
    // What rests on the day it came keeps that day; the applicant's name may still be put right.
    await step('更正登记').click();
    await dialog.getByText('不能再改').waitFor();
    expect(await dialog.getByLabel('收到日期').count()).toBe(0);
    await dialog.getByLabel('姓名或名称').fill('演示有限公司');
    await dialog.getByLabel('更正的原因').fill('补正材料上的全称');
    await dialog.getByRole('button', { name: '更正登记' }).click();
    await open.page.getByText('演示有限公司').waitFor();
    // The browser notes what the server refused above, and nothing else.
    expect(open.complaints.filter((each) => !each.includes('status of 400'))).toEqual([]);
  }, 180_000);

  test('whose request straddles the change of the Regulation has the county office say, once, which version it goes by', async () => {
    const { id } = await open.embedded.as('unit-023').call(routes.recordRequest, {
      params: { cycle, unit: '023' },
      body: {
        reference: null,
        applicant: { kind: 'natural-person', name: '演示申请人', phone: null, email: null, address: null },
        wanted: '跨新旧条例的申请',
        receipt: { channel: 'in-person', arrivedOn: '2018-12-28' },
      },
      key: 'a-request-that-straddles-023',
    });
    const { items: units } = await open.embedded.as('admin-b').call(routes.listUnits, { params: { cycle } });
    const nameOf = (unit: string) => units.find((each) => each.id === unit)?.name ?? '';
    await open.signIn('unit-023', `/2018/units/023/requests/${id}`);
    await open.page.getByText('由县政府办确定适用哪一个').waitFor();
    expect(await open.page.getByRole('button', { name: '确定适用哪个条例' }).count()).toBe(0);
    await open.forgetSignIn();

    await open.signIn('admin-b', '/2018/requests-overview');
    await open.page.getByLabel('只看').selectOption('choice');
    await open.page.getByRole('link', { name: nameOf('023'), exact: true }).click();
    await open.page.getByRole('link', { name: '跨新旧条例的申请' }).click();
    // The applicant is not the office's business, and the unit's steps are not its own to take.
    await open.page.getByText('演**').waitFor();
    expect(await open.page.getByRole('button', { name: '答复', exact: true }).count()).toBe(0);
    await open.page.getByRole('button', { name: '确定适用哪个条例' }).click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByLabel('适用的条例').selectOption('2019');
    await dialog.getByLabel('原因').fill('办理至新条例施行之后');
    await open.isUsable('request-regulation');
    await dialog.getByRole('button', { name: '确定适用哪个条例' }).click();
    await dialog.waitFor({ state: 'detached' });
    await open.page.getByText(/2019年修订的条例（20 个工作日）（办理至新条例施行之后）/).waitFor();
    expect(await open.page.getByRole('button', { name: '确定适用哪个条例' }).count()).toBe(0);
    await open.isUsable('request-of-the-office');
    expect(open.complaints).toEqual([]);
  }, 120_000);
});
