using Visavis.Engine.Speech;

namespace Visavis.Engine.Tests.Speech;

public sealed class IpaReadingTests
{
    [Theory]
    [InlineData("təˈmeɪtoʊ", "təmˈeɪtoʊ")]
    [InlineData("/ˌɪn.tɚˈnæʃ.nəl/", "ˌɪntɚnˈæʃnəl")]
    [InlineData("'dʒ͡ʒgA", "dʒʒɡˈA")]
    public void Plain_HasStressAtTheVowel(string ipa, string expected) => Assert.Equal(expected, IpaReading.Plain(ipa));

    [Theory]
    [InlineData("təˈmeɪtoʊ", "təmˈAtO")]
    [InlineData("ˈbʌtn̩", "bˈʌtᵊn")]
    [InlineData("d͡ʒɔɪ", "ʤY")]
    [InlineData("bɜːrd", "bɜɹd")]
    public void Misaki_IsAmerican(string ipa, string expected) => Assert.Equal(expected, IpaReading.Misaki(ipa));

    [Theory]
    [InlineData("təˈmɑːtəʊ", "təmˈɑːtQ")]
    [InlineData("bæt", "bat")]
    public void Misaki_IsBritish(string ipa, string expected) => Assert.Equal(expected, IpaReading.Misaki(ipa, british: true));
}
