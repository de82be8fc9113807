import { problemTexts } from '../../shared/contracts/problem-texts.ts';
import { statusOfCode } from '../../shared/contracts/refusal-status.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { refusalCodes, type RefusalCode } from '../../shared/domain/errors.ts';
import { markup } from '../../shared/report/html.ts';
import { frame } from './pages.ts';

/** How the API is used: every route and every refusal. */
export function docsPage(): string {
  const rows = Object.values<RouteShape>(routes).map((route) => {
    const codes = route.refusals.map((code) => markup` <a href="#${code}"><code>${code}</code></a>`);
    return markup`<tr><td><code>${route.method} ${route.path}</code></td><td>${route.summary.zh}<br>${route.summary.en}</td><td>${audienceOf(route)}</td><td>${codes}</td></tr>
`;
  });
  // All of them: a problem's `type` is the address of its row here, whichever part of the product gave it.
  const refusals = Object.values(refusalCodes)
    .flatMap((codes): readonly RefusalCode[] => codes)
    .sort();
  const texts = refusals.map(
    (code) =>
      markup`<tr id="${code}"><td><code>${code}</code></td><td>${statusOfCode(code)}</td><td>${problemTexts[code].zh}<br>${problemTexts[code].en}</td></tr>
`,
  );
  return frame(
    '接口说明',
    markup`<h1>接口说明 <span lang="en">API</span></h1>
<p>机器可读的完整说明（OpenAPI 3.1）：<a href="/api/openapi.json">/api/openapi.json</a>。登录采用 OpenID Connect，请求头带 <code>Authorization: Bearer …</code>；新建类请求须带 <code>Idempotency-Key</code>，重发同一请求时不变。</p>
<p lang="en">The full machine-readable document (OpenAPI 3.1) is at <a href="/api/openapi.json">/api/openapi.json</a>. Sign-in is OpenID Connect; send <code>Authorization: Bearer …</code>. Calls that create something carry an <code>Idempotency-Key</code>, the same when repeated.</p>
<div class="scroll routes"><table><caption>全部接口 Routes</caption><thead><tr><th scope="col">地址</th><th scope="col">用途</th><th scope="col">谁可调用</th><th scope="col">可能的拒绝</th></tr></thead><tbody>
${rows}</tbody></table></div>
<div class="scroll routes"><table><caption>拒绝代码 Refusals</caption><thead><tr><th scope="col">代码</th><th scope="col">状态</th><th scope="col">说明</th></tr></thead><tbody>
${texts}</tbody></table></div>`,
  );
}

function audienceOf(route: RouteShape): string {
  return typeof route.audience === 'string' ? route.audience : route.audience.join(', ');
}
