import { expect, test, type Browser } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';

/** Who comes, who sends somebody instead, and who takes no part in an item: said on tablets, agreed to by the chair. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let away: Person;
let session = '';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arrive(browser, installation, 'cu.minh.thac', TABLET);
  away = await arrive(browser, installation, 'chanh.van.phong', TABLET_PORTRAIT);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('meetings M45 one tap says that one comes, and the page says that it was heard', async () => {
  const { page } = member;
  await page.goto(session);
  await alive(page);
  await page.getByRole('button', { name: 'Tôi dự' }).tap();
  await expect(page.getByText('Đã trả lời: dự họp')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Đã trả lời: dự họp')).toBeVisible();
  await picture(page, 'answer-attends');
  await expectAccessible(member.page, null);
});

test('meetings M46 who does not come says why, and whom they send', async () => {
  const { page } = away;
  await page.goto(session);
  await alive(page);
  await page.getByRole('button', { name: 'Không dự được' }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Gửi' }).tap();
  await expect(dialog.getByText('Cần ghi lý do.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Thôi' }).tap();
  await page.getByRole('button', { name: 'Cử người dự thay' }).tap();
  await dialog.getByLabel(/^Lý do/).fill('Dự hội nghị tổng kết công tác văn phòng các tỉnh, thành phố phía Bắc theo giấy triệu tập');
  await dialog.getByRole('button', { name: 'Gửi' }).tap();
  await expect(dialog.getByText('Hãy chọn người dự thay.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Người dự thay' }).fill('trinh thi sam');
  await dialog.getByRole('option', { name: /Trịnh Thị Sâm/ }).click();
  await picture(page, 'answer-substitute');
  await dialog.getByRole('button', { name: 'Gửi' }).tap();
  await expect(page.getByText('Đã cử Trịnh Thị Sâm dự thay')).toBeVisible();
  await expect(page.getByText('Đang chờ chủ tọa hoặc thư ký trả lời.')).toBeVisible();
});

test('meetings M47 the chair refuses with a reason, the member answers again, the secretary agrees', async () => {
  await chair.page.goto(session);
  await alive(chair.page);
  await expect(chair.page.getByText('1 câu trả lời chờ ý kiến').first()).toBeVisible();
  await picture(chair.page, 'answers-chair');
  await chair.page.getByRole('button', { name: 'Không đồng ý với Khương Bá Lãm' }).tap();
  const dialog = chair.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Không đồng ý' }).tap();
  await expect(dialog.getByText('Cần ghi lý do.')).toBeVisible();
  await dialog.getByLabel(/^Lý do/).fill('Nội dung 2 cần Chánh Văn phòng trình bày');
  await dialog.getByRole('button', { name: 'Không đồng ý' }).tap();
  await expect(dialog).toHaveCount(0);
  await away.page.reload();
  await expect(away.page.getByText('Chưa được đồng ý: Nội dung 2 cần Chánh Văn phòng trình bày')).toBeVisible();
  await picture(away.page, 'answer-refused');
  await alive(away.page);
  await away.page.getByRole('button', { name: 'Không dự được' }).tap();
  await away.page.getByRole('dialog').getByLabel(/^Lý do/).fill('Đi công tác theo lịch của tỉnh');
  await away.page.getByRole('dialog').getByRole('button', { name: 'Gửi' }).tap();
  await expect(away.page.getByText('Đã xin vắng mặt')).toBeVisible();
  await secretary.page.goto(`${session}/attendees`);
  await alive(secretary.page);
  await picture(secretary.page, 'answers-secretary');
  await secretary.page.getByRole('button', { name: 'Đồng ý với Khương Bá Lãm', exact: true }).tap();
  await expect(secretary.page.getByText(/câu trả lời chờ ý kiến/)).toHaveCount(0);
  await away.page.reload();
  await expect(away.page.getByText('Chủ tọa hoặc thư ký đã đồng ý.')).toBeVisible();
  await expectAccessible(secretary.page, null);
});

test('agenda A31 a member takes no part in an item: its papers are gone, and only others let them in again', async () => {
  const { page } = member;
  const head = page.locator('.ph-agenda-row, li').filter({ hasText: 'Kế hoạch chuyển đổi số' }).getByRole('button').first();
  await page.goto(session);
  await alive(page);
  await head.click();
  await page.getByRole('button', { name: 'Tôi không tham gia nội dung này' }).tap();
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await dialog.getByRole('button', { name: 'Không tham gia nội dung này' }).tap();
  await expect(dialog.getByText('Cần ghi lý do; lý do được ghi vào biên bản.')).toBeVisible();
  await dialog.getByLabel(/^Lý do/).fill('Có người thân là cổ đông của doanh nghiệp thực hiện kế hoạch');
  await picture(page, 'recusal-own');
  await dialog.getByRole('button', { name: 'Không tham gia nội dung này' }).tap();
  await expect(page.getByText('Đồng chí không tham gia nội dung này')).toBeVisible();
  await expect(page.getByRole('link', { name: /Dự thảo Kế hoạch/ })).toHaveCount(0);
  await picture(page, 'recusal-told');
  await secretary.page.goto(`${session}/agenda`);
  await alive(secretary.page);
  const item = secretary.page.locator('.ag-item').filter({ hasText: 'Kế hoạch chuyển đổi số' });
  await expect(item.getByText(/1 người không tham gia/)).toBeVisible();
  await item.locator('.ag-head').click();
  await item.getByRole('button', { name: /^Người không tham gia nội dung/ }).tap();
  const list = secretary.page.getByRole('dialog', { name: 'Không tham gia nội dung' });
  await picture(secretary.page, 'recusal-dialog');
  await list.getByRole('button', { name: 'Cho Cù Minh Thạc tham gia lại' }).tap();
  await expect(list.getByText('Mọi thành viên đều tham gia nội dung này.')).toBeVisible();
  await expectAccessible(secretary.page, null);
  await page.reload();
  await head.click();
  await expect(page.getByRole('link', { name: /Dự thảo Kế hoạch/ })).toBeVisible();
});

test('nobody saw an error but those made on purpose', () => {
  for (const person of [secretary, chair, member, away]) expectNoComplaints(person);
});
