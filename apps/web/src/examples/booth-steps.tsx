import type { BoothState } from '../booth/state.ts';
import { Booth } from '../booth/view.tsx';
import { renderDocument } from '../components/document.tsx';
import { boothStates, boothView } from './booth.ts';

/** A step of the booth as a whole page, drawn on the server: nothing on it does anything. */
function renderStep(state: BoothState): string {
  const { frame, ...rest } = boothView;
  return renderDocument({
    title: boothView.poll.question,
    frame,
    proceeding: boothView.proceeding,
    bare: true,
    children: (
      <div id="booth-step">
        <Booth
          state={state}
          send={() => undefined}
          data={{ ...rest, zone: frame.zone }}
          offline={false}
          copy={() => undefined}
        />
      </div>
    ),
  });
}

export const boothSteps: Readonly<Record<string, () => string>> = Object.fromEntries(
  Object.entries(boothStates).map(([name, state]) => [`booth-${name}`, () => renderStep(state)]),
);
