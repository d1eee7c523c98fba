// Queries that find rows which should not be there, whatever people did.

export const STRAY = [
  'select * from identities where subscriber_id not in (select id from subscribers)',
  "select * from subscribers where kind = 'person' and id not in (select subscriber_id from identities)",
  `select * from subscribers where kind = 'account' and id not in (select subscriber_id from outbox)
    and id not in (select subscriber_id from past_alerts)`,
  'select * from subscriptions where subscriber_id not in (select id from subscribers)',
  'select * from outbox where subscriber_id not in (select id from subscribers)',
  'select * from listeners where subscription_id not in (select id from subscriptions)',
  'select * from listeners where line_id not in (select id from lines)',
  'select * from lines where id not in (select line_id from listeners)',
  'select id from subscriptions where id not in (select subscription_id from listeners)',
  'select id from subscriptions where id not in (select subscription_id from makers)',
  `select * from makers where (platform, user_id) not in (select platform, user_id from identities
    join subscriptions on subscriptions.subscriber_id = identities.subscriber_id where subscriptions.id = subscription_id)`,
  'select subscription_id from listeners group by subscription_id having count(*) > 1',
  'select subscriber_id from subscriptions group by subscriber_id, subject, event, level having count(*) > 1',
  'select subscriber_id from identities group by subscriber_id, place having count(*) > 1',
  'select subscriber_id from outbox group by subscriber_id, event_id having count(*) > 1 and event_id is not null',
  "select subscription_id from outbox where kind = 'alert' and message_key is null and subscription_id not in (select id from subscriptions)",
  'select message_key from outbox where message_key is not null group by message_key having count(distinct subscriber_id) > 1',
  'select code from link_yeses where code not in (select code from link_requests)',
] as const;
