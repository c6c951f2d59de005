/** As much of JSON Schema 2020-12 as our schemas use, straight from its text: nothing of ours in it. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
  readonly propertyNames?: Schema;
  readonly maxProperties?: number;
  readonly oneOf?: readonly Schema[];
}

const KNOWN = new Set([
  '$schema',
  '$id',
  '$defs',
  '$ref',
  'title',
  'description',
  'type',
  'const',
  'enum',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'items',
  'minItems',
  'maxItems',
  'properties',
  'required',
  'additionalProperties',
  'propertyNames',
  'maxProperties',
  'oneOf',
]);

export function isValid(root: unknown, value: unknown): boolean {
  return valid(root as Schema, root as Schema, value);
}

function valid(root: Schema, schema: Schema, value: unknown): boolean {
  for (const word of Object.keys(schema))
    if (!KNOWN.has(word)) throw new Error(`the schema uses "${word}", which this test cannot read`);
  const { $ref, oneOf, type } = schema;
  if ($ref !== undefined)
    return valid(root, root.$defs?.[$ref.replace('#/$defs/', '')] as Schema, value);
  if (oneOf !== undefined) return oneOf.filter((s) => valid(root, s, value)).length === 1;
  if ('const' in schema && value !== schema.const) return false;
  if (schema.enum !== undefined && !schema.enum.includes(value)) return false;
  switch (type) {
    case undefined:
      return true;
    case 'string':
      return typeof value === 'string' && validText(schema, value);
    case 'integer':
      return (
        typeof value === 'number' &&
        Number.isInteger(value) &&
        value >= (schema.minimum ?? -Infinity) &&
        value <= (schema.maximum ?? Infinity)
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return (
        Array.isArray(value) &&
        value.length >= (schema.minItems ?? 0) &&
        value.length <= (schema.maxItems ?? Infinity) &&
        value.every((item) => valid(root, schema.items ?? {}, item))
      );
    case 'object':
      return validObject(root, schema, value);
    default:
      throw new Error(`the schema has a type that this test cannot read: ${type}`);
  }
}

function validText({ minLength = 0, maxLength = Infinity, pattern = '' }: Schema, value: string) {
  const length = [...value].length;
  return length >= minLength && length <= maxLength && new RegExp(pattern, 'u').test(value);
}

function validObject(root: Schema, schema: Schema, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const members = Object.entries(value);
  const { properties = {}, required = [], propertyNames, additionalProperties = {} } = schema;
  if (required.some((name) => !Object.hasOwn(value, name))) return false;
  if (members.length > (schema.maxProperties ?? Infinity)) return false;
  return members.every(([name, member]) => {
    if (propertyNames !== undefined && !validText(propertyNames, name)) return false;
    if (Object.hasOwn(properties, name)) return valid(root, properties[name] ?? {}, member);
    return additionalProperties !== false && valid(root, additionalProperties, member);
  });
}
