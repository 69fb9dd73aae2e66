//! The page that lists the stories of a site.

use super::{Preview, attribute, content};
use crate::{
    story::Story,
    words::{self, Messages},
};

/// Renders the list of stories. Each story has the relative URL of its page.
pub(super) fn list(title: &str, stories: &[(&Story, String)]) -> String {
    let items: String = stories
        .iter()
        .map(|(story, page)| {
            let (lang, dir, page) = (attribute(&story.lang), story.direction(), attribute(page));
            let (title, description) = (content(&story.title), content(&Preview::of_story(story).description));
            let dates = &Messages::for_lang(&story.lang).dates;
            let day = story.published.as_ref().map(|day| content(&words::date(day, dates)));
            format!(
                "<li lang=\"{lang}\" dir=\"{dir}\"><h2 class=\"sl-heading\"><a href=\"{page}\">{title}</a></h2>\n<p>{description}</p>\n\
                 <p class=\"sl-source-line\">{}</p></li>\n",
                day.unwrap_or_default()
            )
        })
        .collect();
    let title = content(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n\
         <body class=\"sidelight-page\">\n<main class=\"sidelight\"><div class=\"sl-page\">\n\
         <header class=\"sl-article-header\"><h1 class=\"sl-title\">{title}</h1></header>\n<ul class=\"sl-body\">\n{items}</ul>\n\
         <p class=\"sl-source-line\"><a href=\"embed/index.html\">How to embed these stories</a></p>\n</div></main>\n</body>\n</html>\n"
    )
}
