using System.Net.Http.Headers;
using System.Text;

namespace Visavis.Server.Tests.Assets;

/// <summary>Uploads as clients send them.</summary>
internal static class Uploads
{
    /// <summary>The shortest file that is a PDF by its bytes.</summary>
    public static byte[] Pdf => [.. "%PDF-1.7\n"u8, .. new byte[100]];

    /// <summary>A file that is an MP3 by its bytes, of any size.</summary>
    public static byte[] Mp3(int bytes, byte fill = 0)
    {
        var file = new byte[bytes];
        Array.Fill(file, fill);
        "ID3"u8.CopyTo(file);
        return file;
    }

    public static MultipartFormDataContent Form(byte[] bytes, string fileName = "sound.mp3", string part = "file")
    {
        var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        // As browsers and curl write it, with the name's UTF-8 bytes (RFC 7578 4.2); .NET's own would encode it as mail does.
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{part}\"; filename=\"{fileName}\"");
        var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        form.Add(content);
        return form;
    }

    public static Task<HttpResponseMessage> UploadAsync(this HttpClient client, byte[] bytes, string fileName = "sound.mp3", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v3/assets") { Content = Form(bytes, fileName) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return client.SendAsync(request);
    }
}
