// A message as it was shown to people, for those who count.

export interface Delivered {
  /** Where: on a platform whose private chats have ids of their own, `userId` says whose it is. */
  readonly chatId: string;
  readonly userId?: string;
  readonly threadId?: string;
  /** As it is read, markup gone. */
  readonly text: string;
  /** What pressing each of its buttons says to the bot. */
  readonly buttons: readonly string[];
  readonly nonce?: string;
  /** ms since 1970. */
  readonly at: number;
}
