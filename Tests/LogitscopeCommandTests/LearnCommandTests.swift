import ExplorerUI
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct LearnCommandTests {
  @Test func listsTheLessons() throws {
    let text = try ProgramRun(["learn", "--list"])
    #expect(text.exitCode == 0 && text.errors.isEmpty)
    for lesson in Lesson.all {
      #expect(text.output.contains(lesson.name) && text.output.contains(lesson.summary))
    }
    let json = try ProgramRun(["learn", "--list", "--format", "json"]).jsonLines()
    let list = try #require(json.first?["lessons"] as? [[String: Any]])
    #expect(list.compactMap { $0["name"] as? String } == Lesson.all.map(\.name))
    #expect(list.compactMap { $0["steps"] as? Int } == Lesson.all.map(\.stepCount))
    #expect(list.compactMap { $0["number"] as? Int } == Array(1...Lesson.all.count))
  }

  @Test(arguments: ["nothing", "0", "8", "Offset!"]) func refusesLessonsThatAreNone(
    _ name: String
  ) throws {
    let run = try ProgramRun(["learn", name])
    #expect(run.exitCode == 64 && run.output.isEmpty)
    #expect(
      run.errors == "logitscope: there is no lesson '\(name)'; the lessons are "
        + Lesson.all.map(\.name).joined(separator: ", ") + "\n")
  }

  @Test func saysThatItNeedsATerminal() throws {
    let (learn, explore) = (try ProgramRun(["learn"]), try ProgramRun(["explore"]))
    #expect(learn.exitCode == explore.exitCode && learn.exitCode != 0)
    #expect(learn.errors == explore.errors && learn.errors.contains("needs a terminal"))
  }

  @Test func refusesAFormatWithoutAList() throws {
    let run = try ProgramRun(["learn", "--format", "json"])
    #expect(run.exitCode == 64 && run.errors.contains("--list"))
  }

  @Test(arguments: [["offset"], ["--dataset", "digits"], ["--ascii"], [""]])
  func aListTakesNothingElse(_ arguments: [String]) throws {
    let run = try ProgramRun(["learn", "--list"] + arguments + ["--format", "json"])
    #expect(run.exitCode == 64 && run.output.isEmpty)
    #expect(run.errors.contains("with --list") || arguments == [""])
  }

  @Test func picturesALesson() throws {
    let options = ["--at", "5", "--snapshot", "-", "--size", "80x24"]
    let list = try ProgramRun(["learn"] + options)
    #expect(list.exitCode == 0 && list.output.contains("0 of 7 done"))
    let view = try ProgramRun(["explore", "--view", "learn"] + options)
    #expect(view.output == list.output)
    let lesson = try ProgramRun(["learn", "offset"] + options)
    #expect(lesson.exitCode == 0 && lesson.output.contains("offset     1/6"))
    #expect(lesson.output.contains("AUPRC"))
  }

  @Test func takesTheOptionsOfTheExplorer() throws {
    let command = try LearnCommand.parse(["rare", "--loss", "nce", "--class", "3", "--ascii"])
    #expect(command.lesson == "rare" && command.explorer.training.step.loss?.name == "nce")
    #expect(command.explorer.look.first.chosenClass == "3" && command.explorer.screen.ascii)
  }
}
