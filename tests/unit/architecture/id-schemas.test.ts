import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modules } from '../../../server/modules';

/** Ids that others give, and parts of one text. */
const NOT_OURS = new Set(['organization.create-unit: organId', 'organization.update-unit: organId', 'minutes.settle-differences: id']);
const ID = /(^id|Id|Ids)$/u;

/** Every property of an input, with the name of what it belongs to. */
function* propertiesOf(schema: z.core.JSONSchema._JSONSchema | undefined, name = ''): Generator<{ name: string; schema: z.core.JSONSchema.JSONSchema }> {
  if (!schema || typeof schema === 'boolean') return;
  if (name !== '' && !schema.items && !schema.properties && !schema.anyOf) yield { name, schema };
  for (const [key, value] of Object.entries(schema.properties ?? {})) yield* propertiesOf(value, key);
  if (schema.items && !Array.isArray(schema.items)) yield* propertiesOf(schema.items, name);
  for (const one of schema.anyOf ?? []) yield* propertiesOf(one, name);
}

describe('ids', () => {
  it('are UUIDs wherever a command or a question takes one', () => {
    const others: string[] = [];
    let seen = 0;
    for (const { name, input } of modules.flatMap((module) => [...module.commands, ...module.queries] as unknown as { name: string; input: z.ZodType }[])) {
      for (const property of propertiesOf(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }))) {
        if (!ID.test(property.name) || property.schema.type !== 'string') continue;
        seen += 1;
        if (property.schema.format !== 'uuid' && !NOT_OURS.has(`${name}: ${property.name}`)) others.push(`${name}: ${property.name}`);
      }
    }
    expect(seen).toBeGreaterThan(80);
    expect(others).toEqual([]);
  });
});
