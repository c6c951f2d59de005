import type { FastifyReply } from 'fastify';

export function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}

/** After a form was carried out: a reload of the next page sends nothing again. */
export function seeOther(reply: FastifyReply, href: string): FastifyReply {
  return reply.redirect(href, 303);
}
