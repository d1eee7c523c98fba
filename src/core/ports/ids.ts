// Who and where: people, chats and whose a list is. Ids are the platforms' own.

/** A person on a platform; ids are the platform's own. */
export interface PersonKey {
  readonly platform: string;
  readonly userId: string;
}

/** A chat on a platform; ids are the platform's own. */
export interface ChatKey {
  readonly platform: string;
  readonly chatId: string;
}

/** Whose list it is. In a private chat a subscription is the person's, anywhere else the chat's. */
export type Owner =
  | { readonly kind: 'person'; readonly person: PersonKey }
  | { readonly kind: 'chat'; readonly chat: ChatKey & { readonly threadId?: string } };

/** Where a reply goes without being asked for. */
export type Target =
  /** Their private chat, which the platform finds; where there cannot be one, they are `gone`. */
  | { readonly kind: 'person'; readonly userId: string }
  | {
      readonly kind: 'chat';
      readonly chatId: string;
      readonly threadId?: string;
      /** A role that this message pings, on a platform that has roles. Nobody else is ever pinged. */
      readonly pingRole?: string;
    };
