/** What stands at the top of the package, for whoever opens it in years. */
export function custodyReadme(title: string, revision: number): string {
  return `${title}（第 ${revision} 版）归档材料包

怎样核验
  安装 Node.js 18 或更高版本，在本文件夹中运行：
    node verify.mjs --key <从别处得到的公钥指纹>
  程序检查签名、每个文件的校验值和每条审计链，指出不对的文件。

里面有什么
  report/            公布的报告全部文件，带它自己的清单和签名
  record/            评价过程记录、版本、重新评价、冻结时的依据（proof.json）
  record/decisions/  失泄密和诉讼、市级扣分、牵头单位扣分、报送情况、复核申请
  evidence/          各单位佐证材料的清单：编号、大小、校验值（不含文件名和文件本身）
  audit/             审计链：每一次改动一条，前后相连，改不了一条而不被发现
  人员以账号编号出现；不含申请人、联系人和任何人的姓名栏。

Chain-of-custody package of "${title}", revision ${revision}
  node verify.mjs --key <fingerprint from elsewhere>
  checks the signature, every file and every audit chain. report/ is the report as published; record/ the run, its
  revisions and decisions; evidence/ lists the evidence by hash; audit/ holds the chains. People appear by account id.
`;
}
