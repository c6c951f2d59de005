/** Rule books for everyone: the list, each in sentences, and the files to start from. */
import { ruleBookSchema } from '@hustings/rulebook';
import { type RuleBookView, renderRuleBook, renderRules } from '@hustings/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ShelvedBook } from '../books/books.ts';
import {
  copyOf,
  RULES_HREF,
  ruleBookView,
  rulesView,
  SCHEMA_HREF,
} from '../views/rule-book-view.ts';
import type { Context } from './context.ts';
import { notFound } from './failures.ts';
import { html } from './html.ts';
import { frameOf } from './sessions.ts';

interface OfBook {
  readonly Params: { readonly id: string };
}

export function addRulePages(app: FastifyInstance, context: Context): void {
  const { books, now } = context;
  const views = new Map<string, Omit<RuleBookView, 'frame'>>();
  const viewOf = (shelved: ShelvedBook): Omit<RuleBookView, 'frame'> => {
    const known = views.get(shelved.book.id) ?? ruleBookView(books, shelved);
    views.set(shelved.book.id, known);
    return known;
  };
  const find = (id: string): ShelvedBook => {
    const shelved = books.find(id);
    if (shelved === undefined) throw notFound('This server has no such rule book.');
    return shelved;
  };

  app.get(RULES_HREF, async (request, reply) =>
    html(reply, renderRules(rulesView(books, await frameOf(context, request, reply)))),
  );

  app.get(SCHEMA_HREF, async (_request, reply) =>
    json(reply, 'rulebook-1.schema.json', ruleBookSchema()),
  );

  app.get<OfBook>(`${RULES_HREF}/:id`, async (request, reply) => {
    const shelved = find(request.params.id);
    const frame = await frameOf(context, request, reply, shelved.book.zone);
    return html(reply, renderRuleBook({ frame, ...viewOf(shelved) }));
  });

  app.get<OfBook>(`${RULES_HREF}/:id/book.json`, async (request, reply) => {
    const { book } = find(request.params.id);
    return json(reply, `${book.id}.json`, book);
  });

  app.get<OfBook>(`${RULES_HREF}/:id/copy.json`, async (request, reply) => {
    const copy = copyOf(find(request.params.id).book, now().toISOString().slice(0, 10));
    return json(reply, `${copy.id}.json`, copy);
  });
}

/** Written out for people to read and change. */
function json(reply: FastifyReply, name: string, value: unknown): FastifyReply {
  return reply
    .type('application/json; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(`${JSON.stringify(value, undefined, 2)}\n`);
}
