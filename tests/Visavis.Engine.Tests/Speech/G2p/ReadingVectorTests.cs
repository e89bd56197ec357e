using System.IO.Compression;
using System.Text.Json;
using Visavis.Engine.Speech.G2p;

namespace Visavis.Engine.Tests.Speech.G2p;

/// <summary>
/// The stages against 1,242 recorded sentences. British ones are left out, and so are those marked as misreadings, which have
/// readings of their own in <see cref="BetterReadingTests"/>.
/// </summary>
[Collection(nameof(PronouncerFixture))]
public sealed class ReadingVectorTests(PronouncerFixture fixture)
{
    private static readonly List<JsonElement> Vectors = Load();

    [Fact]
    public void RecordedSentences_ArePresent() => Assert.Equal(993, Vectors.Count);

    [Fact]
    public void RecordedSentences_SoundAsRecorded() =>
        AssertAgreement(0.99, vector => (Text(vector, "phonemes"), fixture.Pronouncer.Read(Text(vector, "text")).PhonemesAsJoined));

    [Fact]
    public void RecordedSentences_NormaliseAsRecorded() =>
        AssertAgreement(0.95, vector => (Text(vector, "normalized"), fixture.Pronouncer.Analyse(Text(vector, "text")).Normalized));

    [Fact]
    public void RecordedSentences_AreCutAndTaggedAsRecorded() => AssertAgreement(0.95, vector =>
    {
        var expected = vector.GetProperty("pieces").EnumerateArray().Select(piece => $"{piece[0]}/{piece[1]}{piece[2]}");
        var tokens = fixture.Pronouncer.Analyse(Text(vector, "text")).Tokens;
        return (string.Concat(expected), string.Concat(tokens.Select(token => $"{token.Text}/{token.Tag}{(token.SpaceAfter ? " " : "")}")));
    });

    private static void AssertAgreement(double least, Func<JsonElement, (string Expected, string Actual)> stage)
    {
        var wrong = Vectors.Select(stage).Where(pair => pair.Expected != pair.Actual).ToList();
        Assert.True(
            wrong.Count <= Vectors.Count * (1 - least),
            $"{wrong.Count} of {Vectors.Count} differ:\n" + string.Join('\n', wrong.Select(pair => $"{pair.Expected}\n{pair.Actual}\n")));
    }

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private static List<JsonElement> Load()
    {
        var path = Path.Combine(AssetFolders.Root, "..", "tests", "assets", "heart", "g2p.json.gz");
        using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return [.. JsonDocument.Parse(unpacked).RootElement.EnumerateArray()
            .Where(vector => !vector.TryGetProperty("british", out _) && !vector.TryGetProperty("deviate", out _))];
    }
}
