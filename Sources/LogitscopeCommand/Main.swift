import LogitEngine

@main
struct Main {
  static func main() {}
}
