import { dataDictionary } from './data-dictionary.ts';
import { markup, type Html } from './html.ts';
import type { ReportModel } from './model.ts';
import { page, table } from './page.ts';
import type { DataFile } from './report-input.ts';
import { signingKey } from './signing-key.ts';
import { showSize } from './show.ts';

/** Where the data files are described. */
export const dataPath = 'data.html';

/** The data files with their fields and terms, for people who count on them. */
export function dataPage(model: ReportModel, files: readonly DataFile[]): string {
  return page(
    {
      title: `数据文件和数据字典 · ${model.title}`,
      description: `${model.title}的数据文件、各字段的含义、文件结构（JSON Schema、Table Schema）和使用许可。`,
      root: '',
      path: dataPath,
      cycle: model.input.cycle.id,
      demonstration: model.input.result.demonstration,
      imprint: model.imprint,
    },
    markup`<header class="unit-head">
<p class="trail"><a href="index.html">${model.title}</a></p>
<h1>数据文件和数据字典</h1>
<p class="class">字段名长期不变；新增的字段排在最后。</p>
</header>
<section id="files">
<h2>数据文件</h2>
${fileList(files)}
<p class="small muted">CSV 文件是带字节顺序标记的 UTF-8；可能被表格软件当作公式的文字前面加了一个撇号（'）。分数都是十进制数，JSON 中写作字符串，一位也不丢。数据字典供程序读取的是 <a href="dictionary.json">dictionary.json</a>。</p>
</section>
<section id="key">
<h2>签名</h2>
${signingKey(model.input.keyId)}
</section>
<section id="licence">
<h2>使用许可</h2>
${licence(model)}
</section>
<section id="personal">
<h2>没有个人信息</h2>
<p>数据文件里只有单位和分数：评分人写作 a1、a2……，不写姓名；联系人、申请人、工作人员和佐证材料本身都不在其中。公布的数据就是评分用的全部数据，任何人都可以<a href="method.html#check">重新算出每一分</a>。</p>
</section>
<section id="dictionary">
<h2>数据字典</h2>
${dataDictionary(model).map(
  (file) => markup`<h3 id="${file.path.replace('.', '-')}"><code>${file.path}</code></h3>
<p>${file.about.zh}。结构见 <a href="${file.schema}">${file.path.endsWith('.csv') ? 'Table Schema' : 'JSON Schema'}</a>。</p>
${
  file.fields.length > 0 &&
  table(
    `${file.path} 的字段`,
    [{ heading: '字段' }, { heading: '类型', wideOnly: true }, { heading: '含义' }],
    file.fields.map(
      (field) =>
        markup`<tr><th scope="row"><code>${field.name}</code></th><td class="wide-only">${field.type}</td><td>${field.about.zh}<br><span class="muted" lang="en">${field.about.en}</span></td></tr>\n`,
    ),
    'fields',
  )
}`,
)}
</section>`,
  );
}

function licence({ issuer, input }: ReportModel): Html {
  const { licence: chosen } = input;
  if (chosen === null) {
    return markup`<p>${issuer}没有为这些数据选定专门的许可协议。引用时请注明来源和报告的版次。</p>
<p lang="en">No licence has been chosen for these data. Please name the source and the revision.</p>`;
  }
  return markup`<p>${chosen.url === null ? chosen.name : markup`<a href="${chosen.url}" rel="license">${chosen.name}</a>`}。引用时请注明来源和报告的版次。</p>
<p lang="en">Please name the source and the revision.</p>`;
}

const fileWords: Readonly<Record<string, string>> = {
  'circular.docx': '通报（Word）：按公文格式排版，附得分表',
  'report.pdf': '印刷版报告（PDF）：供打印和存档',
  'scores.xlsx':
    '得分表（Excel）：排名、分类情况、各项得分和理由、扣分、事件、公开的佐证材料、目标任务完成情况和说明',
  'ranking.csv': '排名（CSV，UTF-8）：每个单位一行',
  'items.csv': '逐项得分（CSV，UTF-8）：每个单位的每个评分项一行',
  'evidence.csv': '公开的佐证材料（CSV，UTF-8）：每个网址、每个文件一行，带文件的 SHA-256',
  'report.json': '本报告的数据（JSON）：概况、排名、牵头单位和市级扣分',
  'result.json': '评分结果（JSON）：每项的规则、依据、计算步骤和得分',
  'inputs.json': '评分依据的全部数据（JSON）：冻结后没有改动，不含个人信息',
  'rubric.json': '评分办法（JSON）：程序按它评分',
  're-evaluation.json': '重新评价的内容（JSON）：从哪一版来、更正了什么、为什么',
  'difference.json': '与前一版的差别（JSON）：每一分变化和名次变化',
  'dictionary.json': '数据字典（JSON）：各文件的字段和含义',
  'manifest.json': '全部文件的 SHA-256',
};

/** The files with their sizes, each with what it holds. */
export function fileList(files: readonly DataFile[]): Html {
  return markup`<ul class="files">
${files.map(
  (file) =>
    markup`<li><a href="${file.path}">${file.path}</a><span class="size">${showSize(file.size)}</span><span class="what">${fileWords[file.path] ?? ''}</span></li>\n`,
)}</ul>`;
}
