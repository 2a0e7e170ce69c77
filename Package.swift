// swift-tools-version:6.2
import PackageDescription

// The manifest is the architecture document: a target may use lower layers only. See ARCHITECTURE.md.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
]

// Numeric kernels are optimised in debug builds too, so that tests stay fast.
let optimised: [CSetting] = [.unsafeFlags(["-O3"])]

let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let asyncAlgorithms: Target.Dependency = .product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let lifecycleTestKit: Target.Dependency = .product(
    name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let coreMetrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let inMemoryLogging: Target.Dependency = .product(name: "InMemoryLogging", package: "swift-log")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1: Target.Dependency = .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioLocks: Target.Dependency = .product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioHTTPCompression: Target.Dependency = .product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let nioWebSocket: Target.Dependency = .product(name: "NIOWebSocket", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource]? = nil
) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let vocabulary: [Target] = [
    module("Basics"),
    module("Domain", ["Basics"]),
]

let persistence: [Target] = [
    .systemLibrary(name: "CLibPQ", path: "Sources/CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    module("SQL"),
    module("SQLSQLite", ["SQL", grdb, grdbSQLite], resources: [.embedInCode("Migrations")]),
    module("SQLPostgres", ["SQL", "CLibPQ", nioPosix], resources: [.embedInCode("Migrations")]),
    module("Storage", ["Basics", "Domain", "SQL", "SQLSQLite"]),
]

let engines: [Target] = [
    .target(
        name: "CEmbeddingKernels", cSettings: optimised,
        linkerSettings: [.linkedLibrary("openblas"), .linkedLibrary("m")]),
    .target(name: "CVectorKernels", cSettings: optimised),
    .target(
        name: "CRecommendationKernels", cSettings: optimised,
        linkerSettings: [.linkedLibrary("openblas"), .linkedLibrary("m")]),
    module("Embedding", ["CEmbeddingKernels", nioPosix, nioLocks]),
    module("VectorIndex", ["CVectorKernels"]),
    module("Jobs", ["Basics", "Domain", lifecycle, logging]),
    .systemLibrary(name: "CHost", path: "Sources/CHost"),
    module("Host", ["CHost"]),
    module("LocalMedia"),
    module(
        "Connectors",
        [
            "Basics", "Domain", "Embedding", asyncHTTPClient, crypto, cryptoExtras, nioCore, nioHTTP1,
            nioHTTPCompression, nioPosix,
        ]),
    module("Telemetry", [coreMetrics]),
]

let features: [Target] = [
    .systemLibrary(name: "CZlib", path: "Sources/CZlib", providers: [.apt(["zlib1g-dev"])]),
    module("Accounts", ["Basics", "Domain", crypto, cryptoExtras, nioPosix]),
    module("Catalogue", ["Basics", "Domain", "Host", "Jobs", "LocalMedia", "CZlib", nioPosix]),
    module("Library", ["Basics", "Domain"]),
    module("Activity", ["Accounts", "Basics", "Domain", crypto]),
    module("Administration", ["Basics", "Domain", crypto]),
    module(
        "Imports",
        [
            "Activity", "Basics", "CZlib", "Catalogue", "Domain", "Jobs", nioPosix,
        ]),
    module("Curation", ["Basics", "Catalogue", "Domain", "Jobs", "LocalMedia", lifecycle, logging]),
    module("Streaming", ["Accounts", "Basics", "Domain", "Host", crypto, nioPosix]),
    module("Synchronisation", ["Accounts", "Activity", "Basics", "Catalogue", "Domain", "Jobs", crypto, logging]),
    module(
        "Recommendations",
        [
            "Accounts", "Activity", "Basics", "CRecommendationKernels", "Domain", "Host", "Jobs", "LocalMedia",
            "Search",
            "VectorIndex", logging, nioPosix,
        ]),
    module(
        "Search",
        ["Basics", "Domain", "Embedding", "Jobs", "VectorIndex", asyncAlgorithms, lifecycle, logging, nioPosix],
        resources: [.embedInCode("Vocabulary/vocabulary.json")]),
]

let surfaces: [Target] = [
    .target(name: "CResources"),
    module("OpenAPI", ["CResources"], exclude: ["Descriptions"]),
    .target(name: "CFiles"),
    module(
        "SurfaceKit",
        [
            "Accounts", "Basics", "CFiles", "Domain", "Streaming", asyncAlgorithms, crypto, httpTypes, hummingbird,
            hummingbirdCore, lifecycle, logging, metrics, nioCore, nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1, nioPosix,
            nioWebSocket,
        ]),
    module(
        "SurfaceKodi",
        [
            "Accounts", "Activity", "Basics", "Catalogue", "Domain", "Library", "OpenAPI", "Search", "Streaming",
            "SurfaceKit", crypto, httpTypes, hummingbird, nioPosix,
        ],
        exclude: ["README.md"]),
    module(
        "SurfacePlayback",
        [
            "Accounts", "Activity", "Basics", "Catalogue", "Domain", "Host", "Jobs", "OpenAPI", "Streaming",
            "SurfaceKit",
            asyncAlgorithms, httpTypes, hummingbird, logging, nioCore, nioPosix,
        ],
        exclude: ["README.md"]),
    module(
        "SurfaceDiscovery",
        [
            "Accounts", "Activity", "Administration", "Basics", "Domain", "Jobs", "OpenAPI", "Recommendations",
            "Search",
            "Streaming", "SurfaceKit", "Synchronisation", asyncAlgorithms, httpTypes, hummingbird, nioCore,
        ],
        exclude: ["README.md"]),
    module(
        "SurfaceImport",
        [
            "Accounts", "Basics", "Domain", "Imports", "OpenAPI", "SurfaceKit", httpTypes, hummingbird, nioCore,
        ],
        exclude: ["README.md"]),
    module(
        "SurfaceCuration",
        [
            "Accounts", "Administration", "Basics", "Curation", "Domain", "Jobs", "OpenAPI", "SurfaceKit",
            asyncAlgorithms, httpTypes, hummingbird, logging, nioCore,
        ],
        exclude: ["README.md"]),
    module(
        "SurfaceWeb",
        [
            "Accounts", "Activity", "Administration", "Basics", "Catalogue", "Curation", "Domain", "Imports", "Jobs",
            "Library", "Recommendations",
            "Search", "Streaming",
            "SurfaceKit", httpTypes, hummingbird, logging, mustache, nioCore,
        ],
        exclude: ["README.md"], resources: [.embedInCode("Templates"), .embedInCode("Assets")]),
]

let composition: [Target] = [
    module("SampleCatalogue", ["CResources"], exclude: ["films.jsonl"]),
    module(
        "Server",
        [
            "Accounts", "Activity", "Administration", "Basics", "Catalogue", "Connectors", "Curation", "Domain",
            "Embedding", "Host", "Imports", "Jobs", "Library", "Recommendations", "SQL", "SQLPostgres", "SQLSQLite",
            "Search", "Storage", "Streaming", "SurfaceCuration", "SurfaceDiscovery", "SurfaceImport",
            "SurfaceKit", "SurfaceKodi", "SurfacePlayback", "SurfaceWeb", "Synchronisation", "Telemetry",
            asyncAlgorithms, asyncHTTPClient, configuration, httpTypes, hummingbird, hummingbirdCore, lifecycle,
            logging, nioCore,
            nioPosix, unixSignals,
        ]),
    .executableTarget(
        name: "kinothek",
        dependencies: [
            "Accounts", "Administration", "Basics", "Catalogue", "Domain", "Imports", "Jobs", "OpenAPI",
            "Recommendations", "SampleCatalogue", "Search", "Server", "Streaming", argumentParser, configuration,
            logging,
        ],
        swiftSettings: strict),
]

let benchmarks: [Target] = [
    .executableTarget(
        name: "EmbeddingBenchmark", dependencies: ["Embedding", nioPosix], path: "Benchmarks/embedding",
        exclude: ["compare.py", "run.sh", "texts.py"], sources: ["EmbeddingBenchmark.swift"], swiftSettings: strict),
    .executableTarget(
        name: "VectorBenchmark", dependencies: ["CVectorKernels", "VectorIndex"],
        path: "Benchmarks/vectors/VectorBenchmark", swiftSettings: strict),
    .executableTarget(
        name: "RecommendationBenchmark", dependencies: ["Basics", "Domain", "Recommendations"],
        path: "Benchmarks/recommendations/RecommendationBenchmark", swiftSettings: strict),
    .executableTarget(
        name: "ImportBenchmark", dependencies: ["Domain", "Imports", "SQL", "SQLSQLite", "Storage"],
        path: "Benchmarks/imports/ImportBenchmark", swiftSettings: strict),
    .executableTarget(
        name: "CurationBenchmark",
        dependencies: [
            "Basics", "Connectors", "Curation", "Domain", "Jobs", "SQL", "SQLSQLite", "Storage", asyncHTTPClient,
        ],
        path: "Benchmarks/curation/CurationBenchmark", swiftSettings: strict),
    .executableTarget(
        name: "StreamingBenchmark",
        dependencies: ["Streaming", "SurfaceKit", hummingbird, hummingbirdCore, logging, nioCore],
        path: "Benchmarks/streaming", exclude: ["compare.py", "load.py", "run.sh"],
        sources: ["StreamingBenchmark.swift"], swiftSettings: strict),
]

let testing: [Target] = [
    .target(
        name: "TestKit",
        dependencies: [
            "Accounts", "Activity", "Administration", "Basics", "CZlib", "Catalogue", "Connectors", "Curation",
            "Domain",
            "Embedding", "Host",
            "Imports", "Jobs", "Library", "Recommendations", "SQL", "SQLPostgres", "SQLSQLite", "Search", "Storage",
            "Streaming", "SurfaceCuration", "SurfaceDiscovery", "SurfaceImport", "SurfaceKit", "SurfaceKodi",
            "SurfacePlayback",
            "Synchronisation", asyncHTTPClient, httpTypes,
            hummingbird,
            hummingbirdTesting, hummingbirdCore, cryptoExtras,
            inMemoryLogging, lifecycle, logging, metrics, nioCore, nioPosix,
        ],
        path: "Tests/TestKit", swiftSettings: strict),
    tests("AccountsTests", ["Accounts", "Basics", "Domain", crypto]),
    tests("ActivityTests", ["Accounts", "Activity", "Basics", "Domain", "Storage", "TestKit"]),
    tests(
        "AdministrationTests",
        ["Accounts", "Activity", "Administration", "Basics", "Domain", "Jobs", "SQL", "Storage", "TestKit"]),
    tests("DomainTests", ["Basics", "Domain"]),
    tests(
        "CatalogueTests",
        [
            "Catalogue", "Basics", "Connectors", "Domain", "Host", "Jobs", "SQL", "Storage", "TestKit", asyncHTTPClient,
            nioPosix,
        ]),
    tests(
        "ConnectorsTests",
        [
            "Basics", "Connectors", "Domain", "Embedding", "TestKit", asyncHTTPClient, crypto, cryptoExtras, httpTypes,
            hummingbird, logging, nioCore, nioPosix,
        ]),
    tests(
        "CurationTests",
        [
            "Basics", "Connectors", "Curation", "Domain", "Jobs", "SQL", "Search", "Storage", "TestKit",
            asyncHTTPClient, logging,
        ]),
    tests("EmbeddingTests", ["Embedding", nioPosix, nioLocks], exclude: ["Fixtures"]),
    tests("JobsTests", ["Jobs", "Basics", "Domain", lifecycle, logging]),
    tests("HostTests", ["Host"]),
    tests(
        "ImportsTests",
        [
            "Accounts", "Activity", "Basics", "Catalogue", "Connectors", "Domain", "Imports", "Jobs", "Storage",
            "TestKit", asyncHTTPClient,
        ]),
    tests("LibraryTests", ["Library", "Basics", "Domain"]),
    tests("LocalMediaTests", ["Domain", "LocalMedia"], exclude: ["Names/Corpus"]),
    tests(
        "RecommendationsTests",
        [
            "Accounts", "Activity", "Basics", "Connectors", "Domain", "Host", "Jobs", "LocalMedia", "Recommendations",
            "SQL", "Search", "Storage", "TestKit", "VectorIndex", asyncHTTPClient, logging, nioPosix,
        ]),
    tests("SQLTests", ["SQL", "SQLPostgres", "SQLSQLite", "TestKit"]),
    tests("SampleCatalogueTests", ["SampleCatalogue"]),
    tests(
        "SearchTests",
        [
            "Search", "Basics", "Catalogue", "Domain", "Embedding", "Jobs", "SampleCatalogue", "Storage", "TestKit",
            "VectorIndex", logging, nioPosix,
        ]),
    tests(
        "ServerTests",
        [
            "Administration", "Basics", "Catalogue", "Domain", "Imports", "Jobs", "OpenAPI", "Recommendations",
            "SQL", "Server", "Storage", "Streaming", "Telemetry", "TestKit", "kinothek",
            configuration, httpTypes, hummingbird, hummingbirdTesting, logging, nioCore,
        ]),
    tests(
        "StreamingTests",
        ["Accounts", "Basics", "Domain", "Host", "Storage", "Streaming", "TestKit", crypto, nioPosix]),
    tests("StorageTests", ["Basics", "CZlib", "Catalogue", "Domain", "SQL", "Storage", "TestKit"]),
    tests(
        "SurfaceKitTests",
        [
            "Accounts", "Basics", "Domain", "Storage", "Streaming", "SurfaceKit", "Telemetry", "TestKit", httpTypes,
            hummingbird, hummingbirdCore, hummingbirdTesting, inMemoryLogging, lifecycle, logging, nioCore, nioHTTP1,
            nioPosix, nioWebSocket,
            asyncAlgorithms,
        ]),
    tests(
        "SurfaceKodiTests",
        [
            "Accounts", "Activity", "Basics", "Domain", "Library", "SQL", "Storage", "Streaming", "SurfaceKit",
            "SurfaceKodi", "TestKit", httpTypes,
        ],
        exclude: ["__Snapshots__"]),
    tests(
        "SurfaceDiscoveryTests",
        [
            "Accounts", "Activity", "Administration", "Basics", "Connectors", "Domain", "Jobs", "OpenAPI",
            "Recommendations", "SQL", "Storage", "SurfaceDiscovery", "SurfaceKit", "Synchronisation", "TestKit",
            asyncHTTPClient, httpTypes,
        ]),
    tests(
        "SurfaceImportTests",
        [
            "Accounts", "Basics", "Connectors", "Domain", "Imports", "SQL", "SurfaceImport", "SurfaceKit", "TestKit",
            asyncHTTPClient, httpTypes, hummingbird, nioCore, nioHTTP1,
        ]),
    tests(
        "SurfaceCurationTests",
        [
            "Accounts", "Administration", "Basics", "Connectors", "Curation", "Domain", "Jobs", "OpenAPI", "SQL",
            "Storage", "SurfaceCuration", "SurfaceKit", "TestKit", asyncHTTPClient, httpTypes, hummingbird,
            hummingbirdCore, hummingbirdTesting, lifecycle, logging, nioCore, nioHTTP1, nioPosix,
        ]),
    tests(
        "SynchronisationTests",
        [
            "Accounts", "Activity", "Basics", "Catalogue", "Connectors", "Domain", "Jobs", "SQL", "Storage",
            "Synchronisation", "TestKit", asyncHTTPClient, logging,
        ]),
    tests(
        "SurfacePlaybackTests",
        [
            "Accounts", "Activity", "Basics", "Catalogue", "Domain", "Host", "Storage", "Streaming", "SurfaceKit",
            "SurfacePlayback", "TestKit", httpTypes,
            nioPosix,
        ],
        exclude: ["__Snapshots__"]),
    tests(
        "SurfaceWebTests",
        [
            "Accounts", "Activity", "Administration", "Basics", "Catalogue", "Curation", "Domain", "Host", "Imports",
            "Jobs", "Library", "Recommendations", "Search", "Storage", "Streaming", "SurfaceKit", "SurfaceWeb",
            "TestKit", crypto,
            httpTypes, hummingbird,
            nioPosix,
        ],
        exclude: ["__Snapshots__"]),
    tests("TelemetryTests", ["Telemetry", coreMetrics]),
    tests("TidyTests", []),
    tests("VectorIndexTests", ["CVectorKernels", "VectorIndex"]),
]

let package = Package(
    name: "kinothek",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/apple/swift-async-algorithms", .upToNextMinor(from: "1.1.4")),
        .package(url: "https://github.com/apple/swift-configuration", .upToNextMinor(from: "1.4.0")),
        .package(url: "https://github.com/apple/swift-crypto", .upToNextMinor(from: "4.5.2")),
        .package(url: "https://github.com/apple/swift-http-types", .upToNextMinor(from: "1.8.0")),
        .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
        .package(url: "https://github.com/apple/swift-metrics", .upToNextMinor(from: "2.13.0")),
        .package(url: "https://github.com/apple/swift-nio", .upToNextMinor(from: "2.101.2")),
        .package(url: "https://github.com/apple/swift-nio-extras", .upToNextMinor(from: "1.35.2")),
        .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
        .package(url: "https://github.com/hummingbird-project/hummingbird", .upToNextMinor(from: "2.28.1")),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", .upToNextMinor(from: "2.1.1")),
        .package(url: "https://github.com/swift-server/async-http-client", .upToNextMinor(from: "1.37.0")),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", .upToNextMinor(from: "2.13.0")),
    ],
    targets: vocabulary + persistence + engines + features + surfaces + composition + benchmarks + testing,
    swiftLanguageModes: [.v6]
)
