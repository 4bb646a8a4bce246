// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "logitscope",
  products: [
    .library(name: "LogitEngine", targets: ["LogitEngine"]),
    .executable(name: "logitscope", targets: ["LogitscopeCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPNG", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CJPEG", providers: [.apt(["libjpeg62-turbo-dev"])]),
    .target(name: "CKernels"),
    .target(
      name: "LogitEngine", dependencies: ["CKernels", "COneDNN", "CZlib", "CPNG", "CJPEG"]),
    .target(
      name: "RunStore",
      dependencies: ["LogitEngine", "CZlib", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(name: "ExplorerUI", dependencies: ["LogitEngine"]),
    .target(name: "CursesTerminal", dependencies: ["ExplorerUI", "CNcurses"]),
    .target(
      name: "Assets", path: "assets",
      exclude: ["comparing.md", "digits/README.md", "pictures", "results"],
      resources: [
        .embedInCode("digits/train-images-idx3-ubyte.gz"),
        .embedInCode("digits/train-labels-idx1-ubyte.gz"),
        .embedInCode("digits/t10k-images-idx3-ubyte.gz"),
        .embedInCode("digits/t10k-labels-idx1-ubyte.gz"),
      ]),
    .executableTarget(
      name: "LogitscopeCommand",
      dependencies: [
        "LogitEngine", "RunStore", "ExplorerUI", "CursesTerminal", "Assets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "TestSupport", dependencies: ["LogitEngine"], path: "Tests/TestSupport"),
    .testTarget(
      name: "LogitEngineTests", dependencies: ["LogitEngine", "TestSupport", "Assets"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "RunStoreTests",
      dependencies: [
        "RunStore", "LogitEngine", "TestSupport", "LogitscopeCommand",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "ExplorerUITests", dependencies: ["ExplorerUI", "TestSupport"], exclude: ["Fixtures"]),
    .testTarget(
      name: "CursesTerminalTests", dependencies: ["CursesTerminal", "ExplorerUI"]),
    .testTarget(
      name: "LogitscopeCommandTests",
      dependencies: ["ExplorerUI", "LogitscopeCommand", "RunStore", "TestSupport"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["LogitscopeCommand", "ExplorerUI", "LogitEngine", "RunStore", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
