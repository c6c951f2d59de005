import { renderDocument } from '../components/document.tsx';
import { ErrorSummary, Form } from '../components/form.tsx';
import { officer, staff as t } from '../messages/words.ts';
import type { StaffView } from '../views.ts';

export function renderStaff(view: StaffView): string {
  return renderDocument({
    title: t.title,
    frame: view.frame,
    children: (
      <>
        <p class="back">
          <a href="/officer">{officer.title}</a>
        </p>
        <ErrorSummary error={undefined} fields={view.invite.fields} />
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {view.hasTwo ? null : (
          <div class="notice notice-hint">
            <p>{t.alone}</p>
          </div>
        )}
        <table class="stacks">
          <caption class="visually-hidden">{t.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.name}</th>
              <th scope="col">{t.role}</th>
              <th scope="col">
                <span class="visually-hidden">{t.end}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.staff.map((one) => (
              <tr key={`${one.name} ${one.email}`}>
                <th scope="row">
                  {one.name} {one.isYou ? t.you : null}
                  <span class="elector-contact">{one.email}</span>
                </th>
                <td data-label={t.role}>{t.roles[one.role]}</td>
                <td class="elector-again">
                  {one.end ? (
                    <Form form={one.end} csrf={view.frame.csrf} id="end" look="quiet" />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <section>
          <h2>{t.invite}</h2>
          <Form form={view.invite} csrf={view.frame.csrf} />
        </section>
      </>
    ),
  });
}
