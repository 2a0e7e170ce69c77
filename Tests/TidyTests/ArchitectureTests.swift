import Testing

/// The manifest keeps to the layers, and the page about them tells what the manifest says.
@Suite("Architecture")
struct ArchitectureTests {
    private let manifest: Manifest
    private let page: [Substring]

    init() throws {
        let file = try #require(SourceTree.textFiles.first { $0.path == "Package.swift" })
        let text = try #require(SourceTree.textFiles.first { $0.path == "ARCHITECTURE.md" })
        manifest = Manifest(file)
        page = text.lines
    }

    /// The targets of one layer of the product.
    private func targets(of layer: String) -> [Manifest.Target] { manifest.targets.filter { $0.layer == layer } }

    @Test func theManifestIsUnderstood() {
        #expect(manifest.targets.count > 60)
        for layer in Manifest.layers { #expect(!targets(of: layer).isEmpty, "\(layer)") }
        let storage = manifest.targets.first { $0.name == "Storage" }
        #expect(storage?.uses.sorted() == ["Basics", "Domain", "SQL", "SQLSQLite"])
    }

    @Test func targetsUseTheirOwnLayerAndLowerOnes() {
        var allowed: Set<String> = []
        for layer in Manifest.layers {
            allowed.formUnion(targets(of: layer).map(\.name))
            for target in targets(of: layer) {
                let upwards = target.uses.filter { !allowed.contains($0) }
                #expect(upwards.isEmpty, "\(target.name) uses \(upwards)")
            }
        }
    }

    @Test func onlyTheServerUsesPersistence() {
        let persistence = Set(targets(of: "persistence").map(\.name))
        for layer in ["engines", "features", "surfaces"] {
            for target in targets(of: layer) {
                let stores = target.uses.filter(persistence.contains)
                #expect(stores.isEmpty, "\(target.name) uses \(stores)")
            }
        }
    }

    @Test func surfacesKnowTwoEnginesAndNoOtherSurface() {
        let strange = Set(targets(of: "engines").map(\.name)).subtracting(["Jobs", "Host"])
            .union(targets(of: "surfaces").map(\.name)).subtracting(["SurfaceKit", "OpenAPI", "CFiles", "CResources"])
        for target in targets(of: "surfaces") {
            let used = target.uses.filter(strange.contains)
            #expect(used.isEmpty, "\(target.name) uses \(used)")
        }
    }

    @Test func thePageHasARowForEachTarget() {
        let rows = page.filter { $0.hasPrefix("| `") }
        let described = rows.flatMap { row in
            row.dropFirst().prefix { $0 != "|" }.matches(of: /`(\w+)`/).map { String($0.1) }
        }
        let targets = manifest.targets.map(\.name).filter { !$0.hasSuffix("Tests") }
        let missing = Set(targets).subtracting(described).sorted()
        #expect(missing.isEmpty, "ARCHITECTURE.md has no row for \(missing)")
        let gone = Set(described).subtracting(targets).sorted()
        #expect(gone.isEmpty, "ARCHITECTURE.md describes \(gone), which Package.swift does not have")
        #expect(Set(described).count == described.count, "a target has two rows")
    }

    @Test func thePictureShowsEachTargetOfTheProduct() throws {
        let fences = page.indices.filter { page[$0].hasPrefix("```") }
        try #require(fences.count > 1)
        let picture = page[fences[0]...fences[1]].joined(separator: " ")
        let shown = Set(picture.matches(of: /\w+/).map { String($0.output) })
        for target in manifest.targets where Manifest.layers.contains(target.layer) {
            #expect(shown.contains(target.name), "the picture of ARCHITECTURE.md lacks \(target.name)")
        }
    }
}
