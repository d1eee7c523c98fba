// Commands as the pager has them: a list in every language, which it shows to whoever opens it.
import type { AdapterHost } from '../../../src/core/ports/platform.ts';

interface MenuEntry {
  readonly name: string;
  readonly language: string;
  readonly about: string;
}

export function createMenu({ commands, locales, texts }: AdapterHost): readonly MenuEntry[] {
  return locales.flatMap((language) =>
    commands.map(({ name }) => ({ name, language, about: texts(language)(`commands.${name}.description`) })),
  );
}
