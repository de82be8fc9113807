import { createHash } from 'node:crypto';

/** A page of sign-in with the headers that it needs: nothing from elsewhere, no script, no framing, not kept by anybody. */
export type Page = Readonly<{ html: string; headers: Readonly<Record<string, string>> }>;

export type ListedAccount = Readonly<{ username: string; displayName: string }>;

const style = `
:root { color-scheme: light; --ink: #1d2433; --soft: #5b6475; --line: #d9dee8; --accent: #a3262a; --paper: #fff; --ground: #f3f4f7 }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: start center; padding: 8vh 1rem 3rem; background: var(--ground); color: var(--ink); font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif }
main { width: 100%; max-width: 26rem; background: var(--paper); border: 1px solid var(--line); border-top: 4px solid var(--accent); border-radius: 6px; padding: 2rem }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 }
h1 small { font-size: .875rem; font-weight: 400; color: var(--soft); margin-left: .5rem }
p { margin: .75rem 0 0 }
.tag { display: inline-block; margin: .75rem 0 0; padding: .125rem .625rem; border: 1px solid var(--accent); border-radius: 999px; color: var(--accent); font-size: .8125rem }
.en { display: block; color: var(--soft); font-size: .8125rem; line-height: 1.45 }
.notice { border-left: 4px solid var(--accent); background: #fdf3f2; padding: .625rem .875rem; margin: 1.25rem 0 0 }
label { display: block; margin: 1.125rem 0 .25rem; font-weight: 600 }
label span { color: var(--soft); font-weight: 400; font-size: .8125rem; margin-left: .375rem }
input { width: 100%; padding: .5625rem .75rem; border: 1px solid #8b94a5; border-radius: 4px; font: inherit; color: inherit; background: #fff }
button { width: 100%; margin-top: 1.5rem; padding: .6875rem; border: 0; border-radius: 4px; background: var(--accent); color: #fff; font: inherit; font-weight: 600; cursor: pointer }
button:hover { background: #87191d }
:focus-visible { outline: 3px solid #2f6fd0; outline-offset: 2px }
details { margin-top: 1.5rem; border-top: 1px solid var(--line); padding-top: 1rem }
summary { cursor: pointer }
ul { list-style: none; margin: .5rem 0 0; padding: 0; max-height: 18rem; overflow-y: auto }
li a { display: flex; justify-content: space-between; gap: 1rem; padding: .375rem .25rem; color: inherit; text-decoration: none; border-bottom: 1px solid var(--line) }
li a:hover { background: var(--ground) }
li code { color: var(--soft); font-size: .8125rem; white-space: nowrap }
a { color: var(--accent) }
`;

const headers: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function page(title: string, body: string): Page {
  const html = `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 标尺</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
  return { html, headers };
}

/** What the form says above its fields after a try that did not lead in. */
export type SignInNotice = Readonly<{ kind: 'wrong' } | { kind: 'wait'; seconds: number }>;

/**
 * The sign-in form.
 * @param form.action where it is sent, on this origin
 * @param form.username stands in the field already
 */
export function signInPage(
  form: Readonly<{
    action: string;
    username: string;
    accounts: readonly ListedAccount[];
    notice: SignInNotice | null;
  }>,
): Page {
  const { action, username, accounts, notice } = form;
  const [nameFocus, passwordFocus] = username === '' ? [' autofocus', ''] : ['', ' autofocus'];
  return page(
    '登录',
    `<h1>标尺<small>Biaochi</small></h1>
<p class="tag">演示账号 · Demonstration accounts</p>
${notice === null ? '' : noticeText(notice)}
<form method="post" action="${escapeHtml(action)}">
<label for="username">账号<span lang="en">User name</span></label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="200" value="${escapeHtml(username)}"${nameFocus}>
<label for="password">密码<span lang="en">Password</span></label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${passwordFocus}>
<button type="submit">登录 <span lang="en">Sign in</span></button>
</form>
<details>
<summary>可用的演示账号（${accounts.length} 个）<span class="en" lang="en">The demonstration accounts; choose one to fill in its name</span></summary>
<ul>
${accounts.map((account) => accountLine(account)).join('\n')}
</ul>
</details>
<p>密码见启动时终端里的提示。这里的人员和数据都是演示用的，不是真实的考核。<span class="en" lang="en">For the passwords see what the terminal says at start. People and data here are for demonstration only.</span></p>`,
  );
}

function accountLine({ username, displayName }: ListedAccount): string {
  return `<li><a href="?username=${encodeURIComponent(username)}">${escapeHtml(displayName)} <code>${escapeHtml(username)}</code></a></li>`;
}

function noticeText(notice: SignInNotice): string {
  const [zh, en] =
    notice.kind === 'wrong'
      ? [
          '账号或密码不对，请核对后再试一次。',
          'The user name or password is not right. Please check them and try again.',
        ]
      : [
          `试错的次数多了一点，请在 ${notice.seconds} 秒后再试。`,
          `That was a few wrong tries. Please try again in ${notice.seconds} seconds.`,
        ];
  return `<div class="notice" role="alert">${zh}<span class="en" lang="en">${en}</span></div>`;
}

/** Shown when a sign-in was left open too long, begun in another browser, or asked for in a way that cannot be answered. */
export function cannotContinuePage(home: string): Page {
  return page(
    '请重新登录',
    `<h1>这次登录没有完成</h1>
<p>可能是页面放得太久了，或者是在另一个浏览器里打开的。请回到首页，重新点“登录”。<span class="en" lang="en">The page may have been open too long, or in another browser. Go back to the start and sign in again.</span></p>
<p><a href="${escapeHtml(home)}">回到首页 <span lang="en">Back to the start</span></a></p>`,
  );
}

/** @param form the sign-out form of the OpenID provider; the buttons belong to it by its id */
export function signOutPage(form: string): Page {
  return page(
    '退出登录',
    `<h1>要退出登录吗？</h1>
<p><span class="en" lang="en">Do you want to sign out?</span></p>
${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>退出 <span lang="en">Sign out</span></button>`,
  );
}

export function signedOutPage(home: string): Page {
  return page(
    '已退出',
    `<h1>已经退出登录</h1>
<p><span class="en" lang="en">You are signed out.</span></p>
<p><a href="${escapeHtml(home)}">回到首页 <span lang="en">Back to the start</span></a></p>`,
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}
