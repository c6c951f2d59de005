/**
 * What may be chosen within a rule: each setting with its meaning, what it may be, and what it is when
 * nothing is said. Settings come as text, from a rule book, a command line or a transcript, and one
 * that is not known, or not allowed, is refused with those that are.
 */
import { err, ok, type Result } from '@hustings/base';
import type { TieStep } from '../ties.ts';

export type Setting = {
  /** In kebab-case: `majority-of`. */
  readonly name: string;
  /** One sentence. */
  readonly meaning: string;
  /** Undefined: nothing unless it is given. */
  readonly fallback?: string;
} & (
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'whole'; readonly least: number; readonly most?: number }
  /** Tie steps, one after another, apart by blanks or commas. */
  | { readonly kind: 'ladder'; readonly steps: readonly TieStep[] }
  /** A fraction, `1/20`, or a percentage, `5%`. */
  | { readonly kind: 'share' }
  /** Id of a candidate. */
  | { readonly kind: 'candidate' }
  | { readonly kind: 'text' }
);

export interface Choice {
  readonly value: string;
  readonly meaning: string;
}

export type SettingError =
  | {
      readonly code: 'count/unknown-setting';
      readonly message: string;
      readonly setting: string;
      readonly allowed: readonly string[];
    }
  | {
      readonly code: 'count/setting-not-allowed';
      readonly message: string;
      readonly setting: string;
      /** The values allowed, or a description of them. */
      readonly allowed: readonly string[];
    };

/** Settings by name, checked; those with a fallback are all there. */
export type Chosen = Readonly<Record<string, string>>;

/** Checks what was given against what a rule has, and fills in the rest. */
export function chosenSettings(
  rule: { readonly title: string; readonly settings: readonly Setting[] },
  given: Chosen,
): Result<Chosen, SettingError> {
  for (const name of Object.keys(given).toSorted()) {
    if (rule.settings.some((setting) => setting.name === name)) continue;
    const allowed = rule.settings.map((setting) => setting.name);
    return err({
      code: 'count/unknown-setting',
      message: `${rule.title} has no setting "${name}"; ${allowed.length === 0 ? 'it has none' : `there are ${allowed.join(', ')}`}.`,
      setting: name,
      allowed,
    });
  }
  const chosen: Record<string, string> = {};
  for (const setting of rule.settings) {
    const text = Object.hasOwn(given, setting.name) ? given[setting.name] : undefined;
    if (text === undefined) {
      if (setting.fallback !== undefined) chosen[setting.name] = setting.fallback;
      continue;
    }
    const value = text.trim();
    if (!allows(setting, value)) return err(notAllowed(setting, text));
    chosen[setting.name] = setting.kind === 'ladder' ? stepsOf(value).join(' ') : value;
  }
  return ok(chosen);
}

/** The values that a setting may have, or what they are. */
export function allowedValues(setting: Setting): readonly string[] {
  switch (setting.kind) {
    case 'choice':
      return setting.choices.map((choice) => choice.value);
    case 'whole':
      return [
        setting.most === undefined
          ? `a whole number of ${setting.least} or more`
          : `a whole number from ${setting.least} to ${setting.most}`,
      ];
    case 'ladder':
      return setting.steps;
    case 'share':
      return ['a fraction such as 1/20', 'a percentage such as 5%'];
    case 'candidate':
      return ['the id of a candidate'];
    case 'text':
      return ['any text'];
  }
}

/** The steps of a ladder as it was given. */
export function stepsOf(text: string): readonly TieStep[] {
  return text
    .split(/[\s,]+/)
    .filter((step) => step !== '') as readonly string[] as readonly TieStep[];
}

/** A share as a fraction of whole numbers. */
export function shareOf(text: string): {
  readonly numerator: number;
  readonly denominator: number;
} {
  const percent = /^(\d{1,3})(?:\.(\d{1,6}))?%$/.exec(text);
  if (percent !== null) {
    const [, whole = '', decimals = ''] = percent;
    return { numerator: Number(whole + decimals), denominator: 100 * 10 ** decimals.length };
  }
  const [numerator = 0, denominator = 1] = text.split('/').map(Number);
  return { numerator, denominator };
}

function allows(setting: Setting, value: string): boolean {
  switch (setting.kind) {
    case 'choice':
      return setting.choices.some((choice) => choice.value === value);
    case 'whole': {
      const n = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
      return n >= setting.least && n <= (setting.most ?? n);
    }
    case 'ladder': {
      const steps = stepsOf(value);
      return new Set(steps).size === steps.length && steps.every((s) => setting.steps.includes(s));
    }
    case 'share': {
      if (!/^(\d{1,3}(\.\d{1,6})?%|\d{1,9}\/[1-9]\d{0,8})$/.test(value)) return false;
      const { numerator, denominator } = shareOf(value);
      return numerator <= denominator;
    }
    case 'candidate':
    case 'text':
      return value !== '';
  }
}

function notAllowed(setting: Setting, found: string): SettingError {
  const allowed = allowedValues(setting);
  return {
    code: 'count/setting-not-allowed',
    message: `The setting "${setting.name}" cannot be "${found}"; it may be ${setting.kind === 'ladder' ? `any of ${allowed.join(', ')}, one after another` : allowed.join(' or ')}.`,
    setting: setting.name,
    allowed,
  };
}
