using Visavis.Engine.Speech.G2p;

namespace Visavis.Engine.Tests.Speech.G2p;

/// <summary>The tables are loaded once for all tests: they take a third of a second.</summary>
public sealed class PronouncerFixture : IDisposable
{
    public Pronouncer Pronouncer { get; } = Pronouncer.Load(Path.Combine(AssetFolders.Voices, "heart"));

    public void Dispose() => Pronouncer.Dispose();
}

[CollectionDefinition(nameof(PronouncerFixture))]
public sealed class PronouncerCollection : ICollectionFixture<PronouncerFixture>;
