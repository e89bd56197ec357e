using Visavis.Engine.Speech.G2p;

namespace Visavis.Engine.Tests.Speech.G2p;

public sealed class GivenSoundsTests
{
    [Theory]
    [InlineData("təˈmeɪtoʊ", "təmˈAtO")]
    [InlineData("pɪˈkɑːn", "pɪkˈɑn")]
    [InlineData("ˈt͡ʃɜːt͡ʃ", "ʧˈɜɹʧ")]
    [InlineData("ˈdʒɔɪn", "ʤˈYn")]
    [InlineData("ˈbɝd", "bˈɜɹd")]
    [InlineData("ˌɪn.təˈnɛt", "ˌɪntənˈɛt")]
    [InlineData("ʃˈu", "ʃˈu")]
    [InlineData("mɔ̃ʁeal", "mɔɹAɑl")]
    [InlineData("a/b)(c", "ɑbk")]
    [InlineData("12 !", "")]
    [InlineData("", "")]
    public void Ipa_BecomesThePronouncersAlphabet(string ipa, string symbols) => Assert.Equal(symbols, GivenSounds.Read(ipa));
}
