extension Scheme {
  /// 256 colours on white.
  static let lightMany: [Role: Style] = [
    .subtle: .color(241), .border: .color(244), .borderFocused: .color(30),
    .titleBar: .color(235, 253), .titleBarStrong: .color(16, 253, .bold),
    .titleBarSubtle: .color(240, 253), .titleBarAligned: .color(23, 253),
    .titleBarUnaligned: .color(125, 253), .badgeLive: .color(231, 29, .bold),
    .badgePaused: .color(16, 221, .bold), .badgeDone: .color(231, 240, .bold),
    .progress: .color(29, 253), .progressTrack: .color(243, 253), .positive: .color(25),
    .positiveMistake: .color(33), .negative: .color(130), .negativeMistake: .color(202),
    .axis: .color(243), .guide: .color(252), .thresholdOnPositive: .color(231, 25, .bold),
    .thresholdOnNegative: .color(231, 130, .bold), .selection: .color(16, 251, .bold),
    .aligned: .color(29), .unaligned: .color(125), .improved: .color(29), .worsened: .color(125),
    .warning: .color(160, .bold), .key: .color(29, .bold), .hint: .color(241),
    .lossLine: .color(98), .lossBand: .color(134), .classLine: .color(29), .meanLine: .color(243),
    .overlap: .color(239), .precisionLine: .color(98), .recallLine: .color(130),
  ]

  /// 256 colours on black, all far from it.
  static let highMany: [Role: Style] = [
    .subtle: .color(252), .border: .color(250), .borderFocused: .color(51, .bold),
    .titleBar: .color(16, 231), .titleBarStrong: .color(16, 231, .bold),
    .titleBarSubtle: .color(235, 231), .titleBarAligned: .color(22, 231),
    .titleBarUnaligned: .color(88, 231), .badgeLive: .color(16, 51, .bold),
    .badgePaused: .color(16, 226, .bold), .badgeDone: .color(16, 251, .bold),
    .progress: .color(18, 231), .progressTrack: .color(240, 231), .positive: .color(75),
    .positiveMistake: .color(117), .negative: .color(214), .negativeMistake: .color(228),
    .axis: .color(252), .guide: .color(240), .thresholdOnPositive: .color(16, 75, .bold),
    .thresholdOnNegative: .color(16, 214, .bold), .selection: .color(16, 226, .bold),
    .aligned: .color(51), .unaligned: .color(218), .improved: .color(51), .worsened: .color(218),
    .warning: .color(210, .bold), .key: .color(226, .bold), .hint: .color(252),
    .lossLine: .color(183), .lossBand: .color(141), .classLine: .color(51), .meanLine: .color(252),
    .overlap: .color(231), .precisionLine: .color(183), .recallLine: .color(228),
  ]

  /// 16 colours on white.
  static let lightSixteen: [Role: Style] = [
    .border: .color(8), .borderFocused: .color(4), .titleBar: .color(0, 7),
    .titleBarStrong: .color(0, 7, .bold), .titleBarSubtle: .color(0, 7),
    .titleBarAligned: .color(4, 7), .titleBarUnaligned: .color(1, 7), .badgeLive: .color(15, 4),
    .badgePaused: .color(0, 11), .badgeDone: .color(0, 7), .progress: .color(4, 7),
    .progressTrack: .color(8, 7), .positive: .color(4), .positiveMistake: .color(12),
    .negative: .color(1), .negativeMistake: .color(9), .axis: .color(8), .guide: .color(7),
    .thresholdOnPositive: .color(15, 4), .thresholdOnNegative: .color(15, 1),
    .aligned: .color(4), .unaligned: .color(5), .improved: .color(4), .worsened: .color(5),
    .warning: .color(1, .bold), .key: .color(4, .bold), .lossLine: .color(5),
    .lossBand: .color(13), .classLine: .color(4), .meanLine: .color(8), .overlap: .color(8),
    .precisionLine: .color(5), .recallLine: .color(1),
  ]

  /// 16 colours on black, the bright ones first.
  static let highSixteen: [Role: Style] = [
    .border: .color(7), .titleBar: .color(0, 15), .titleBarStrong: .color(0, 15, .bold),
    .titleBarSubtle: .color(0, 15), .titleBarAligned: .color(0, 15),
    .titleBarUnaligned: .color(0, 15), .progress: .color(0, 15), .progressTrack: .color(0, 15),
    .positive: .color(14), .positiveMistake: .color(6), .negative: .color(11),
    .negativeMistake: .color(3), .thresholdOnPositive: .color(0, 14),
    .thresholdOnNegative: .color(0, 11), .axis: .color(15), .guide: .color(8),
    .unaligned: .color(11), .worsened: .color(11), .warning: .color(11, .bold),
    .key: .color(14, .bold), .lossLine: .color(15), .lossBand: .color(7), .meanLine: .color(7),
  ]

  /// Eight colours on white.
  static let lightEight: [Role: Style] = [
    .titleBarAligned: .color(7, 4), .badgeLive: .color(7, 4), .badgePaused: .color(7, 0),
    .badgeDone: .color(7, 0), .progress: .color(7, 4), .positive: .color(4),
    .positiveMistake: .color(4, .bold), .negative: .color(1), .negativeMistake: .color(1, .bold),
    .thresholdOnPositive: .color(7, 4), .thresholdOnNegative: .color(7, 1), .aligned: .color(4),
    .unaligned: .color(5), .improved: .color(4), .worsened: .color(5), .lossLine: .color(5),
    .lossBand: .color(5), .classLine: .color(4), .overlap: .color(0), .precisionLine: .color(5),
    .recallLine: .color(1),
  ]
}
