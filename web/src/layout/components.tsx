import 'virtual:antd.css';
import { StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import enGb from 'antd/locale/en_GB';
import zhCn from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts.tsx';
import { theme } from '../theme.ts';

/** Around screens that use the component library: the others, and the first one, do without it. */
export function Components({ children }: { children: ReactNode }) {
  const { language } = useTexts();
  return (
    // The style sheet was made at build time; as on a server, nothing may be written into the page.
    <StyleProvider mock="server">
      <ConfigProvider theme={{ ...theme, zeroRuntime: true }} locale={language === 'zh' ? zhCn : enGb}>
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
