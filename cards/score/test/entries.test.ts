import { hubspot } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { describe, expect, it, vi } from 'vitest';
import { ScoreCard } from '../components/ScoreCard.tsx';
import sidebarMeta from '../score-sidebar-hsmeta.json' with { type: 'json' };
import tabMeta from '../score-tab-hsmeta.json' with { type: 'json' };

describe('an entry of a card', () => {
  it.each([
    ['wide', tabMeta, () => import('../ScoreTab.tsx'), 'crm.record.tab'],
    ['narrow', sidebarMeta, () => import('../ScoreSidebar.tsx'), 'crm.record.sidebar'],
  ] as const)('registers the %s card once, where its hsmeta says', async (layout, meta, load, location) => {
    const extend = vi.spyOn(hubspot, 'extend').mockReset();

    await load();

    expect(extend).toHaveBeenCalledTimes(1);
    const render = extend.mock.calls[0]?.[0];
    const { mocks } = createRenderer(location);
    expect(render?.({ context: mocks.context, actions: mocks.actions } as never)).toMatchObject({
      type: ScoreCard,
      props: { layout },
    });
    expect(meta.config.location).toBe(location);
    expect(meta.config.name).not.toMatch(/hubspot/i);
  });
});
