import ExplorerUI
import Testing

@testable import CursesTerminal

@Suite struct InputDecoderTests {
  /// What the decoder makes of a text that arrives at once.
  private func decode(_ text: String) -> [Input] {
    var decoder = InputDecoder(keyForCode: KeyCodes.key)
    let events = text.unicodeScalars.flatMap { decoder.feed(scalar: $0.value) }
    return (events + decoder.finish()).compactMap(Input.init)
  }

  @Test func readsCharactersAndControls() {
    #expect(decode("aZ é") == ["a", "Z", " ", "é"].map { .key(.character($0)) })
    #expect(
      decode("\u{03}\u{1A}\u{0C}")
        == [.key(.control("c")), .key(.control("z")), .key(.control("l"))])
    #expect(
      decode("\r\n\t\u{7F}\u{08}")
        == [.key(.enter), .key(.enter), .key(.tab), .key(.backspace), .key(.backspace)])
  }

  @Test func tellsTheEscapeKeyFromASequence() {
    #expect(decode("\u{1B}") == [.key(.escape)])
    #expect(decode("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(decode("\u{1B}q") == [.key(.escape), .key(.character("q"))])
    #expect(decode("\u{1B}[Z") == [.key(.backTab)])
    #expect(decode("\u{1B}OP") == [.key(.function(1))])
    #expect(decode("\u{1B}[1;2C\u{1B}[1;2D") == [.key(.shiftRight), .key(.shiftLeft)])
    #expect(decode("\u{1B}[5~\u{1B}[6~") == [.key(.pageUp), .key(.pageDown)])
  }

  @Test func swallowsSequencesItDoesNotKnow() {
    #expect(decode("\u{1B}[200~q") == [.key(.character("q"))])
    #expect(decode("\u{1B}[?1;2cq") == [.key(.character("q"))])
    #expect(decode("\u{1B}[Iq") == [.key(.character("q"))])
    let endless = decode("\u{1B}[" + String(repeating: "1", count: 99))
    #expect(!endless.contains(.key(.escape)))
  }

  @Test(arguments: ["\u{7}", "\u{1B}\\"]) func swallowsALateAnswerOnce(end: String) {
    let answer = "\u{1B}]11;rgb:ffff/ffff/ffff" + end
    var decoder = InputDecoder(keyForCode: KeyCodes.key)
    decoder.expectsAnswer = true
    var events: [InputEvent] = []
    // It comes in pieces.
    for scalar in (answer + "q").unicodeScalars {
      events += decoder.feed(scalar: scalar.value)
      if scalar == "/" { events += decoder.finish() }
    }
    #expect(events.compactMap(Input.init) == [.key(.character("q"))])
    #expect(!decoder.expectsAnswer)
    #expect(decode("\u{1B}]") == [.key(.escape), .key(.character("]"))])
  }

  @Test func readsTheMouse() {
    #expect(decode("\u{1B}[<0;1;1M") == [.mouse(.init(action: .press, column: 0, row: 0))])
    #expect(decode("\u{1B}[<0;300;70m") == [.mouse(.init(action: .release, column: 299, row: 69))])
    #expect(decode("\u{1B}[<32;5;6M") == [.mouse(.init(action: .drag, column: 4, row: 5))])
    #expect(decode("\u{1B}[<64;5;6M") == [.mouse(.init(action: .wheelUp, column: 4, row: 5))])
    #expect(decode("\u{1B}[<65;5;6M") == [.mouse(.init(action: .wheelDown, column: 4, row: 5))])
    // With Control held it is still the same button.
    #expect(decode("\u{1B}[<16;5;6M") == [.mouse(.init(action: .press, column: 4, row: 5))])
    for button in [64 + 8, 64 + 16] {
      #expect(
        decode("\u{1B}[<\(button);5;6M")
          == [.mouse(.init(action: .wheelUp, column: 4, row: 5, isModified: true))])
    }
  }

  @Test func ignoresOtherButtonsAndBrokenReports() {
    for report in ["<2;5;6M", "<1;5;6M", "<35;5;6M", "<0;0;6M", "<0;5M", "<M", "<0;5;6;7M"] {
      #expect(decode("\u{1B}[\(report)q") == [.key(.character("q"))])
    }
  }

  @Test func putsAReportTogetherThatCameInTwoParts() {
    var decoder = InputDecoder(keyForCode: KeyCodes.key)
    var inputs: [Input] = []
    for part in ["\u{1B}[<0;1", "2;7M"] {
      let events = part.unicodeScalars.flatMap { decoder.feed(scalar: $0.value) }
      inputs += (events + decoder.finish()).compactMap(Input.init)
    }
    #expect(inputs == [.mouse(.init(action: .press, column: 11, row: 6))])
  }

  @Test func readsTheKeysOfCurses() {
    var decoder = InputDecoder(keyForCode: { $0 == 7 ? .up : nil })
    #expect(decoder.feed(keyCode: 7).compactMap(Input.init) == [.key(.up)])
    #expect(decoder.feed(keyCode: 8).isEmpty)
    _ = decoder.feed(scalar: 0x1B)
    #expect(decoder.feed(keyCode: 7).compactMap(Input.init) == [.key(.escape), .key(.up)])
  }
}

/// An event that can be compared.
private enum Input: Equatable {
  case key(Key)
  case mouse(MouseEvent)

  init?(_ event: InputEvent) {
    switch event {
    case .key(let key): self = .key(key)
    case .mouse(let event): self = .mouse(event)
    default: return nil
    }
  }
}
