namespace Visavis.Server.Sessions;

/// <summary>Text is limited in Unicode characters, so that an emoji counts as one whatever the client is written in.</summary>
public static class Characters
{
    public static int Count(string text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            count -= char.IsLowSurrogate(unit) ? 1 : 0;
        }
        return count;
    }
}
