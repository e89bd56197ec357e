using System.IO.Compression;
using System.Text.Json;
using Visavis.Engine.Speech.G2p;

namespace Visavis.Engine.Tests.Speech.G2p;

/// <summary>The recorded British sentences, without those marked as misreadings.</summary>
public sealed class BritishReadingTests : IDisposable
{
    private readonly Pronouncer _pronouncer = Pronouncer.Load(Path.Combine(AssetFolders.Voices, "heart"), british: true);

    public void Dispose() => _pronouncer.Dispose();

    [Fact]
    public void RecordedSentences_SoundAsRecorded()
    {
        var vectors = Load();
        Assert.Equal(55, vectors.Count);
        var wrong = vectors.Where(vector => vector.Phonemes != _pronouncer.Read(vector.Text).PhonemesAsJoined)
            .Select(vector => $"{vector.Text}\n{vector.Phonemes}\n{_pronouncer.Read(vector.Text).PhonemesAsJoined}").ToList();
        Assert.True(wrong.Count <= 1, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("hˈAʤˌɛn", "hˈAʤˌɛn")]
    [InlineData("jOsˈɛməTi", "jQsˈɛməti")]
    [InlineData("vəɹsˈI", "vəsˈI")]
    [InlineData("sˈɜɹʃə", "sˈɜːʃə")]
    [InlineData("kjˈub kəntɹˈOl", "kjˈuːb kəntɹˈQl")]
    [InlineData("nˈiv", "nˈiːv")]
    [InlineData("ʤˈɑŋ", "ʤˈɑːŋ")]
    [InlineData("pˈɔɹʃə", "pˈɔːʃə")]
    public void AmericanName_IsSaidAsABritonWould(string american, string british) => Assert.Equal(british, BritishSounds.Of(american));

    private static List<(string Text, string Phonemes)> Load()
    {
        var path = Path.Combine(AssetFolders.Root, "..", "tests", "assets", "heart", "g2p.json.gz");
        using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return [.. JsonDocument.Parse(unpacked).RootElement.EnumerateArray()
            .Where(vector => vector.TryGetProperty("british", out _) && !vector.TryGetProperty("deviate", out _))
            .Select(vector => (vector.GetProperty("text").GetString()!, vector.GetProperty("phonemes").GetString()!))];
    }
}
