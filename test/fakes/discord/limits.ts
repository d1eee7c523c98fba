// Discord's documented limits: what a real server refuses, the fake refuses.
import type { FakeBody, FakeCommand, FakeComponent, FakeOption } from './types.ts';
import { Refusal, V2 } from './types.ts';

const TEXT = 10;
const BUTTON = 2;
const ROW = 1;
const GALLERY = 12;
const FILE = 13;
const CONTAINER = 17;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko';

function need(isFine: boolean, what: string): void {
  if (!isFine) throw new Refusal(400, 50035, `Invalid Form Body: ${what}`);
}

const between = (text: string | undefined, min: number, max: number) =>
  text !== undefined && text.length >= min && text.length <= max;

/** Throws the refusal that Discord would answer with. */
export function checkMessage(body: FakeBody, files: ReadonlyMap<string, Uint8Array>): void {
  for (const { id, filename, description = '' } of body.attachments ?? []) {
    need(filename !== undefined && files.has(filename), `attachment ${id} has no file`);
    need(description.length <= 1024, 'attachment description above 1024');
  }
  need(files.size <= 10, 'more than 10 files');
  need((body.nonce ?? '').length <= 25, 'nonce above 25 characters');
  if (((body.flags ?? 0) & V2) === 0) checkLegacy(body);
  else checkComponents(body, files);
}

function checkComponents(body: FakeBody, files: ReadonlyMap<string, Uint8Array>): void {
  need(body.content === undefined && body.embeds === undefined, 'content and embeds have no place in components v2');
  const all = flatten(body.components ?? []);
  need(all.length > 0, 'no components');
  need(all.length <= 40, `${all.length} components`);
  const length = all.reduce((sum, { content = '' }) => sum + content.length, 0);
  need(length <= 4000, `${length} characters of text`);
  const ids = all.flatMap(({ custom_id }) => custom_id ?? []);
  need(new Set(ids).size === ids.length, 'two components have the same custom_id');
  for (const component of all) checkComponent(component, files);
}

export function flatten(components: readonly FakeComponent[]): readonly FakeComponent[] {
  return components.flatMap((component) => [component, ...flatten(component.components ?? [])]);
}

function checkComponent(component: FakeComponent, files: ReadonlyMap<string, Uint8Array>): void {
  const { type, components = [], items = [], content, label, custom_id: id } = component;
  const hasFile = (url: string) => url.startsWith('attachment://') && files.has(url.slice('attachment://'.length));
  if (type === TEXT) need(between(content?.trim(), 1, 4000), 'empty text');
  else if (type === BUTTON) need(between(id, 1, 100) && between(label, 1, 80), `bad button "${label}" ${id?.length}`);
  else if (type === ROW)
    need(components.length >= 1 && components.length <= 5, `${components.length} buttons in a row`);
  else if (type === CONTAINER) need(components.length > 0, 'empty container');
  else if (type === FILE) need(component.file !== undefined && hasFile(component.file.url), 'no such file');
  else if (type === GALLERY) {
    need(items.length >= 1 && items.length <= 10, 'gallery of no or too many items');
    need(
      items.every(({ media }) => hasFile(media.url)),
      'no such picture',
    );
    need(
      items.every(({ description = 'x' }) => between(description, 1, 1024)),
      'bad alternative text',
    );
  } else need(false, `component of type ${type}`);
}

function checkLegacy({ content, embeds = [], attachments = [], components = [] }: FakeBody): void {
  if (!content && embeds.length === 0 && attachments.length === 0 && components.length === 0) {
    throw new Refusal(400, 50006, 'Cannot send an empty message');
  }
  need((content ?? '').length <= 2000, 'content above 2000');
  need(embeds.length <= 10, 'more than 10 embeds');
  let total = 0;
  for (const { title = '', description = '', fields = [], footer } of embeds) {
    need(title.length <= 256 && description.length <= 4096 && fields.length <= 25, 'bad embed');
    need(
      fields.every(({ name, value }) => between(name, 1, 256) && between(value, 1, 1024)),
      'bad field',
    );
    need((footer?.text ?? '').length <= 2048, 'footer above 2048');
    total += title.length + description.length + (footer?.text ?? '').length;
    total += fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  }
  need(total <= 6000, 'embeds above 6000');
}

export function checkCommands(commands: readonly FakeCommand[]): void {
  need(commands.length <= 100, 'more than 100 commands');
  need(new Set(commands.map(({ name }) => name)).size === commands.length, 'two commands have the same name');
  for (const command of commands) {
    const options = command.options ?? [];
    checkNamed(command);
    need(options.length <= 25, 'more than 25 options');
    need(
      !options.some(({ required }, index) => required && !options[index - 1]?.required && index > 0),
      'required last',
    );
    options.forEach(checkOption);
    need(command.contexts?.every((context) => [0, 1, 2].includes(context)) ?? true, 'contexts');
  }
}

function checkOption(option: FakeOption): void {
  checkNamed(option);
  const { choices = [] } = option;
  need(choices.length <= 25, 'more than 25 choices');
  need(
    choices.every(({ name, value }) => between(name, 1, 100) && between(value, 1, 100)),
    'bad choice',
  );
  need(!(option.autocomplete && choices.length > 0), 'choices and autocomplete');
}

function checkNamed(named: FakeCommand | FakeOption): void {
  const { name, description } = named;
  const isName = (text: string) => NAME.test(text) && text === text.toLowerCase();
  need(isName(name), `name ${name}`);
  need(between(description, 1, 100), `description of ${name}`);
  const names = Object.entries(named.name_localizations ?? {});
  const descriptions = Object.entries(named.description_localizations ?? {});
  need(
    names.every(([, text]) => isName(text)),
    `localised name of ${name}`,
  );
  need(
    descriptions.every(([, text]) => between(text, 1, 100)),
    `localised description of ${name}`,
  );
  need(
    [...names, ...descriptions].every(([locale]) => LOCALES.split(' ').includes(locale)),
    `locale in ${name}`,
  );
}

export function checkChoices(choices: readonly { readonly name: string; readonly value: string }[]): void {
  need(choices.length <= 25, 'more than 25 suggestions');
  need(
    choices.every(({ name, value }) => between(name, 1, 100) && between(value, 1, 100)),
    'bad suggestion',
  );
}
