/**
 * What AWS's chat service (Amazon Q Developer in chat applications) subscribes to a topic that a channel's configuration
 * names. One for all channels: which of them gets a message is said there, by topic.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/what-is.html
 */
export const chatEndpoint = 'https://global.sns-api.chatbot.amazonaws.com';
