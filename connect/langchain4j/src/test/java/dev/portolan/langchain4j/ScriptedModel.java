package dev.portolan.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A chat model without a network: it answers by a rule and remembers what it was asked.
final class ScriptedModel implements ChatModel {
  private final UnaryOperator<String> rule;
  private final List<String> asked = new ArrayList<>();

  ScriptedModel(UnaryOperator<String> rule) {
    this.rule = rule;
  }

  /// Answers "Subject 1", "Subject 2" and so on.
  static ScriptedModel counting() {
    int[] calls = {0};
    return new ScriptedModel(_ -> "Subject " + ++calls[0]);
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    String question = ((UserMessage) request.messages().getLast()).singleText();
    asked.add(question);
    return ChatResponse.builder().aiMessage(AiMessage.from(rule.apply(question))).build();
  }
}
