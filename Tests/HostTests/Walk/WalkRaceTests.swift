import Host
import Synchronization
import Testing

/// The options' closures are asked in the middle of a walk, so they are where a test can change the tree under it.
@Suite("Walking while the tree changes")
struct WalkRaceTests {
    private var fixture: WalkFixture

    init() throws {
        fixture = try WalkFixture()
        try fixture.files("a/film.mkv", "b/film.mkv", "c/film.mkv")
        try fixture.temporary.file("outside/secret.mkv")
    }

    /// Does something once, when it is called for the first time.
    private final class Once: Sendable {
        private let action: Mutex<(@Sendable () throws -> Void)?>

        init(_ action: @escaping @Sendable () throws -> Void) {
            self.action = Mutex(action)
        }

        func callAsFunction() {
            do { try action.withLock { $0.take() }?() } catch { Issue.record(error) }
        }
    }

    @Test func aFileThatGoesIsNamed() async throws {
        let (temporary, remove) = (
            fixture.temporary, Once { [fixture] in try fixture.temporary.remove("root/b/film.mkv") }
        )
        var fixture = fixture
        fixture.options.shouldLook = { _ in
            if (try? RealPath(of: temporary["root/b/film.mkv"])) != nil { remove() }
            return true
        }
        let answer = try await fixture.walk()
        #expect(answer.files == ["a/film.mkv", "c/film.mkv"])
        #expect(answer["b"]?.files.isEmpty == true)
    }

    @Test func aFileThatGoesBetweenItsListingAndTheLookAtItHasVanished() async throws {
        let remove = Once { [fixture] in try fixture.temporary.remove("root/a/film.mkv") }
        var fixture = fixture
        fixture.options.shouldLook = { _ in
            remove()
            return true
        }
        let answer = try await fixture.walk()
        #expect(answer.problems == ["a/film.mkv": .vanished])
        #expect(answer["a"]?.isComplete == true)
    }

    @Test func aFileThatBecomesALinkIsNotFollowed() async throws {
        let exchange = Once { [fixture] in
            try fixture.temporary.remove("root/a/film.mkv")
            try fixture.link("a/film.mkv", to: "../../outside/secret.mkv")
        }
        var fixture = fixture
        fixture.options.shouldLook = { _ in
            exchange()
            return true
        }
        let answer = try await fixture.walk()
        #expect(answer.files == ["b/film.mkv", "c/film.mkv"])
        #expect(answer.problems == ["a/film.mkv": .vanished])
    }

    @Test func aFolderThatBecomesALinkIsNotEntered() async throws {
        let exchange = Once { [fixture] in
            try fixture.temporary.move("root/b", to: "root/moved")
            try fixture.link("b", to: "../outside")
        }
        var fixture = fixture
        fixture.options.shouldEnter = { name in
            if name == "c" { exchange() }
            return true
        }
        let answer = try await fixture.walk()
        #expect(answer.files == ["a/film.mkv", "c/film.mkv"])
        #expect(answer.problems == ["b": .vanished])
        #expect(answer["b"]?.isComplete == false)
    }

    @Test func aLinkedFolderThatIsExchangedIsNotEntered() async throws {
        try fixture.temporary.file("allowed/deep/film.mkv")
        try fixture.link("link", to: "../allowed/deep")
        let (allowed, temporary) = (fixture.temporary["allowed"], fixture.temporary)
        // After the link was judged, a folder on the way to its target leads elsewhere.
        let exchange = Once {
            try temporary.move("allowed", to: "former")
            try temporary.folder("outside/deep")
            try temporary.link("allowed", to: "outside")
        }
        var fixture = fixture
        fixture.options.links = LinkTargets { path in
            defer { exchange() }
            return path.isInside(allowed)
        }
        let answer = try await fixture.walk()
        #expect(answer.files == ["a/film.mkv", "b/film.mkv", "c/film.mkv"])
        #expect(answer.problems == ["link": .outside])
    }

    @Test func filesThatComeAndGoAllTheTimeDoNoHarm() async throws {
        let (temporary, stop) = (fixture.temporary, StopFlag())
        let threads = HostThreads(count: 1)
        let churn = Task {
            try await threads.run { _ in
                var numbers = SeededNumbers(seed: 5)
                while !stop.isSet {
                    let path = HostPath("root/\(["a", "b", "c"][numbers.below(3)])/\(numbers.below(30))")
                    if numbers.below(2) == 0 { try temporary.file(path) } else { try? temporary.remove(path) }
                }
            }
        }
        for _ in 0..<50 {
            let answer = try await fixture.walk()
            let stable: Set<String> = ["a/film.mkv", "b/film.mkv", "c/film.mkv"]
            #expect(Set(answer.files).isSuperset(of: stable))
            #expect(answer.problems.values.allSatisfy { $0 == .vanished || $0 == .alreadySeen })
        }
        stop.set()
        try await churn.value
    }

    @Test func anActorMayGatherItsOwnListings() async throws {
        actor Gatherer {
            var paths: [HostPath] = []

            func gather(_ walk: FolderWalk, on threads: HostThreads) async throws -> [HostPath] {
                _ = try await walk.visitFolders(on: threads) { paths.append($0.path) }
                return paths
            }
        }
        let walk = FolderWalk(root: fixture.temporary["root"])
        #expect(try await Gatherer().gather(walk, on: fixture.threads) == ["", "a", "b", "c"])
    }
}
