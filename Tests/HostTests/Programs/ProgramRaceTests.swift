import Glibc
import Host
import Testing

@Suite("Programs that end while somebody acts on them")
struct ProgramRaceTests {
    @Test func killingAtAnyMomentGivesOneEnd() async throws {
        var statuses: Set<ProgramEnd.Status> = []
        for pause in 0..<60 {
            let program = try await RunningProgram.start(Shell.command("exit 6"))
            async let end = program.end()
            for _ in 0..<(pause * 30) { await Task.yield() }
            program.kill()
            statuses.insert(await end.status)
        }
        #expect(statuses.isSubset(of: [.exited(6), .killed(signal: SIGKILL)]))
    }

    @Test func severalMayEndItAtOnce() async throws {
        let program = try await RunningProgram.start(Shell.command("trap '' TERM; while :; do sleep 0.05; done"))
        let ends = await withTaskGroup(of: ProgramEnd.self) { group in
            for grace in [60, 0.3, 30] { group.addTask { await program.terminate(graceSeconds: grace) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(ends).count == 1)
        #expect(!program.isRunning)
    }

    @Test func aShorterGraceWins() async throws {
        let program = try await RunningProgram.start(Shell.command("trap '' TERM; while :; do sleep 0.05; done"))
        let patient = Task { await program.terminate(graceSeconds: 100_000) }
        let end = await program.terminate(graceSeconds: 0.1)
        #expect(await patient.value == end)
    }

    @Test func manyProgramsWithManyEndsLeaveNoProcess() async throws {
        let ids = try await withThrowingTaskGroup(of: Int32?.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let program = try await RunningProgram.start(Shell.command("sleep 10000"))
                    let id = program.id
                    switch number % 3 {
                    case 0: program.kill()
                    case 1: await program.terminate(graceSeconds: 60)
                    default: break
                    }
                    return id
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(ids.count == 40)
        for id in ids.compactMap({ $0 }) { #expect(await eventually { !isAlive(id) }) }
    }
}
