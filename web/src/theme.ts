import type { ThemeConfig } from 'antd';

/** The console's look: the red of official documents for what matters, and otherwise quiet. */
export const theme: ThemeConfig = {
  cssVar: { key: 'biaochi' },
  hashed: false,
  token: {
    colorPrimary: '#a3262a',
    colorInfo: '#1f5f99',
    colorLink: '#1f5f99',
    colorSuccess: '#25783c',
    colorWarning: '#96610a',
    colorError: '#b3261e',
    colorText: '#1d2433',
    colorTextSecondary: '#515b6d',
    colorTextTertiary: '#5f6879',
    colorTextDescription: '#515b6d',
    colorTextPlaceholder: '#656f80',
    borderRadius: 4,
    fontSize: 15,
    motion: false,
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", system-ui, sans-serif',
  },
};
