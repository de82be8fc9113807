import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { useTexts } from '../texts/texts.tsx';

type Props = Readonly<{
  /** Where one is: whoever goes elsewhere leaves what failed behind. */
  at: string;
  children: ReactNode;
}>;

/** Around a screen: its script may not come, as when the network is down, and the menu stays in its place. */
export class PageBoundary extends Component<Props, Readonly<{ failed: boolean }>> {
  override readonly state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.failed && before.at !== this.props.at) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <PageFailed /> : this.props.children;
  }
}

/** What is loaded of a screen is not asked for twice: the whole page is opened anew. */
function PageFailed() {
  const { t } = useTexts();
  return (
    <div className="state nothing" role="alert">
      <p className="nothing-title">{t('pageFailed')}</p>
      <p>{t('pageFailedWhy')}</p>
      <Button onClick={() => window.location.reload()}>{t('pageReopen')}</Button>
    </div>
  );
}
